import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Req,
} from '@nestjs/common';
import { FeedError, readOpml, writeOpml, type FeedListing } from '#libs/feed-reader';
import {
  addFeed,
  changeFeed,
  findFeed,
  importFeeds,
  OperationError,
  pollFeedNow,
  removeFeed,
} from '#libs/operations';
import { listFeeds, listFeedsPage } from '#libs/projections';
import type { Runtime } from '#libs/runtime';
import { Needs, type AuthedRequest } from './http/auth.guard';
import { pageOf } from './http/page';
import { validate } from './http/validate';
import { presentFeed } from './present';
import { InjectRuntime } from './runtime.token';
import { feedChange, id as idSchema, listQuery, newFeed } from './schemas';

@Controller('v1/feeds')
@Needs('admin')
export class FeedsController {
  constructor(@InjectRuntime() private readonly runtime: Runtime) {}

  @Get()
  @Needs('read')
  async list(@Query() query: unknown): Promise<object> {
    const page = validate(listQuery, query);
    const found = await listFeedsPage(this.runtime.database, page);
    const { rows, next } = pageOf(found, page, ({ feedId }) => feedId);
    return { feeds: rows.map(presentFeed), next };
  }

  @Get('opml')
  @Needs('read')
  @Header('content-type', 'text/x-opml; charset=utf-8')
  async export(): Promise<string> {
    return writeOpml(
      (await listFeeds(this.runtime.database)).map(({ country, language, homepage, ...feed }) => ({
        ...feed,
        ...(country ? { country } : {}),
        ...(language ? { language } : {}),
        ...(homepage ? { homepage } : {}),
      })),
    );
  }

  @Post('opml')
  async import(@Body() body: unknown): Promise<{ added: number }> {
    if (typeof body !== 'string') throw new OperationError('opml-unreadable', 'the body is not text/xml');
    return { added: (await importFeeds(this.runtime, listed(body), 'import')).length };
  }

  @Post()
  async add(@Body() body: unknown): Promise<object> {
    return presentFeed(await addFeed(this.runtime, validate(newFeed, body)));
  }

  @Get(':id')
  @Needs('read')
  async one(@Param('id') param: string): Promise<object> {
    return presentFeed(await findFeed(this.runtime, validate(idSchema, param)));
  }

  @Patch(':id')
  async change(@Param('id') param: string, @Body() body: unknown): Promise<object> {
    return presentFeed(await changeFeed(this.runtime, validate(idSchema, param), validate(feedChange, body)));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') param: string, @Req() { apiKey }: AuthedRequest): Promise<void> {
    await removeFeed(this.runtime, validate(idSchema, param), `removed by ${apiKey!.name}`);
  }

  @Post(':id/poll')
  @HttpCode(202)
  async poll(@Param('id') param: string): Promise<{ due: true }> {
    await pollFeedNow(this.runtime, validate(idSchema, param));
    return { due: true };
  }
}

/** The feeds of a list. @throws OperationError opml-unreadable */
function listed(opml: string): FeedListing[] {
  try {
    return readOpml(opml);
  } catch (error) {
    if (error instanceof FeedError)
      throw new OperationError('opml-unreadable', error.message.replace(/\.$/, ''));
    throw error;
  }
}
