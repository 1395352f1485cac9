import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { createKey, listKeys, revokeKey } from '#libs/operations';
import type { Runtime } from '#libs/runtime';
import { Needs } from './http/auth.guard';
import { validate } from './http/validate';
import { InjectRuntime } from './runtime.token';
import { id as idSchema, newKey } from './schemas';

@Controller('v1/keys')
@Needs('admin')
export class KeysController {
  constructor(@InjectRuntime() private readonly runtime: Runtime) {}

  @Get()
  async list(): Promise<object> {
    return { keys: await listKeys(this.runtime), next: null };
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
