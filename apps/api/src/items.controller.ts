import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { itemStream } from '#libs/domain';
import { eraseItemText, excludeItem, OperationError, reinstateItem } from '#libs/operations';
import { pushItems, type PushReport } from '#libs/pipeline';
import { listItems, readItems } from '#libs/projections';
import type { Runtime } from '#libs/runtime';
import { Needs, type AuthedRequest } from './http/auth.guard';
import { pageOf } from './http/page';
import { validate } from './http/validate';
import { presentEvent, presentItem } from './present';
import { InjectRuntime } from './runtime.token';
import { id as idSchema, itemEventsQuery, itemsQuery, pushBody, reasonBody } from './schemas';

@Controller('v1/items')
@Needs('read')
export class ItemsController {
  constructor(@InjectRuntime() private readonly runtime: Runtime) {}

  @Post()
  @Needs('write')
  @HttpCode(202)
  async push(@Body() body: unknown, @Req() { apiKey }: AuthedRequest): Promise<PushReport> {
    const input = validate(pushBody, body);
    const items = 'items' in input ? input.items : [input];
    const report = await pushItems(this.runtime, items, { outlet: apiKey!.name, arrival: 'push' });
    if (!('items' in input) && report.rejected[0]?.code === 'item-empty')
      throw new OperationError('item-empty');
    return report;
  }

  @Get()
  async list(@Query() query: unknown, @Req() { apiKey }: AuthedRequest): Promise<object> {
    const { limit, after, signal } = validate(itemsQuery, query);
    const items = await listItems(this.runtime.database, { before: after, limit, signal });
    const next = items.length === limit ? items.at(-1)!.position : null;
    return { items: items.map((item) => presentItem(item, apiKey !== undefined)), next };
  }

  /** One item with what the log says of it, a page of events at a time. */
  @Get(':id')
  async one(
    @Param('id') param: string,
    @Query() query: unknown,
    @Req() { apiKey }: AuthedRequest,
  ): Promise<object> {
    const page = validate(itemEventsQuery, query);
    const itemId = validate(idSchema, param);
    const [item] = await readItems(this.runtime.database, [itemId]);
    if (!item) throw new OperationError('item-not-found');
    const events = await this.runtime.store.read({ stream: itemStream(itemId), ...page });
    const { rows, next } = pageOf(events, page, ({ position }) => position);
    const whole = apiKey !== undefined;
    return { ...presentItem(item, whole), events: rows.map((event) => presentEvent(event, whole)), next };
  }

  @Post(':id/exclude')
  @Needs('admin')
  @HttpCode(204)
  async exclude(
    @Param('id') param: string,
    @Body() body: unknown,
    @Req() { apiKey }: AuthedRequest,
  ): Promise<void> {
    const { reason } = validate(reasonBody, body);
    await excludeItem(this.runtime, validate(idSchema, param), { by: apiKey!.name, reason });
  }

  @Post(':id/reinstate')
  @Needs('admin')
  @HttpCode(204)
  async reinstate(
    @Param('id') param: string,
    @Body() body: unknown,
    @Req() { apiKey }: AuthedRequest,
  ): Promise<void> {
    const { reason } = validate(reasonBody, body);
    await reinstateItem(this.runtime, validate(idSchema, param), { by: apiKey!.name, reason });
  }

  @Delete(':id/text')
  @Needs('admin')
  async erase(
    @Param('id') param: string,
    @Body() body: unknown,
    @Req() { apiKey }: AuthedRequest,
  ): Promise<{ revisions: number[] }> {
    const { reason } = validate(reasonBody, body);
    return eraseItemText(this.runtime, validate(idSchema, param), { by: apiKey!.name, reason });
  }
}
