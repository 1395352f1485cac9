import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { VERSION, type Runtime } from '#libs/runtime';
import { ProblemException } from './http/problem';
import { openApiDocument } from './openapi';
import { InjectRuntime } from './runtime.token';

const SCRIPT = 'text/javascript; charset=utf-8';
/** The files of Swagger UI that the page needs, and what they are. */
const FILES = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', SCRIPT],
]);

const START = `window.onload = () => SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api' });`;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mediation-watch API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="api"><p>This page needs JavaScript; the same is in <a href="/openapi.json">/openapi.json</a>.</p></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>`;

/** `/openapi.json`, and `/docs` to browse it with Swagger UI, served from here: no third party is asked. */
@Controller()
export class DocsController {
  private document: object | undefined;

  constructor(@InjectRuntime() private readonly runtime: Runtime) {}

  @Get('openapi.json')
  openapi(): object {
    return (this.document ??= openApiDocument({
      version: VERSION,
      url: this.runtime.sender.publicUrl,
    }));
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  )
  page(): string {
    return PAGE;
  }

  @Get('docs/:file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    if (file === 'start.js') return void reply.header('content-type', SCRIPT).send(START);
    const type = FILES.get(file);
    if (!type) throw new ProblemException('not-found', file);
    const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
    // Read before it is sent: a stream that fails before its answer has begun ends the process.
    const content = await readFile(join(folder, file));
    void reply.headers({ 'content-type': type, 'cache-control': 'max-age=86400' }).send(content);
  }
}
