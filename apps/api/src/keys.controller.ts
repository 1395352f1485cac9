import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { createKey, listKeys, revokeKey } from '#libs/operations';
import type { Runtime } from '#libs/runtime';
import { Needs } from './http/auth.guard';
import { pageOf } from './http/page';
import { validate } from './http/validate';
import { InjectRuntime } from './runtime.token';
import { id as idSchema, listQuery, newKey } from './schemas';

@Controller('v1/keys')
@Needs('admin')
export class KeysController {
  constructor(@InjectRuntime() private readonly runtime: Runtime) {}

  @Get()
  async list(@Query() query: unknown): Promise<object> {
    const page = validate(listQuery, query);
    const { rows, next } = pageOf(await listKeys(this.runtime, page), page, ({ keyId }) => keyId);
    return { keys: rows, next };
  }

  /** The key itself is in this answer, once. */
  @Post()
  create(@Body() body: unknown): Promise<object> {
    return createKey(this.runtime, validate(newKey, body));
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@Param('id') param: string): Promise<void> {
    await revokeKey(this.runtime, validate(idSchema, param));
  }
}
