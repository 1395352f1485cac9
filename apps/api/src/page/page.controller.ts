import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEFAULT_POLICY } from '#libs/domain';
import { VERSION, type Runtime } from '#libs/runtime';
import { Needs } from '../http/auth.guard';
import { InjectRuntime } from '../runtime.token';
import { sendDocument } from './conditional';
import { CONTENT_SECURITY_POLICY, renderPage } from './document';
import { readPage, type PageQuery } from './read-page';

/** The public page: what people see. */
@Controller()
@Needs('read')
export class PageController {
  constructor(@InjectRuntime() private readonly runtime: Runtime) {}

  @Get()
  async page(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { publicUrl } = this.runtime.sender;
    const read = await readPage({ ...this.runtime, policy: DEFAULT_POLICY }, query);
    await sendDocument(request, reply, {
      body: renderPage({ ...read, publicUrl, version: VERSION }),
      type: 'text/html; charset=utf-8',
      cache: 'no-cache',
      status: read.fault === null ? 200 : 400,
      headers: { 'content-security-policy': CONTENT_SECURITY_POLICY },
    });
  }
}
