import { Controller, Get, Header, Headers, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEFAULT_POLICY } from '#libs/domain';
import { readAnswer, readDecisions, type PostureAnswer } from '#libs/projections';
import { VERSION, type Runtime } from '#libs/runtime';
import { Needs } from '../http/auth.guard';
import { PostureController } from '../posture.controller';
import { InjectRuntime } from '../runtime.token';
import { renderAtom, type FeedFrame } from './atom';
import { renderBadge } from './badge';
import { sendDocument } from './conditional';
import { renderJsonFeed } from './json-feed';
import { toldEntries, type Entry } from './told-entries';

/** Pages of other origins may read these. */
const ANY_ORIGIN = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'etag' };
const INERT = { 'content-security-policy': "default-src 'none'" };

/** What stands beside the page for feed readers, programs and README files. */
@Controller()
@Needs('read')
export class PageFeedsController {
  private readonly posture: PostureController;

  constructor(@InjectRuntime() private readonly runtime: Runtime) {
    this.posture = new PostureController(runtime);
  }

  @Get('feed.atom')
  async atom(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { entries, frame } = await this.told();
    await sendDocument(request, reply, {
      body: renderAtom(entries, frame),
      type: 'application/atom+xml; charset=utf-8',
      cache: this.shortly(),
      headers: { ...ANY_ORIGIN, ...INERT },
    });
  }

  @Get('feed.json')
  async json(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { entries, frame } = await this.told();
    await sendDocument(request, reply, {
      body: renderJsonFeed(entries, frame),
      type: 'application/feed+json; charset=utf-8',
      cache: this.shortly(),
      headers: ANY_ORIGIN,
    });
  }

  @Get('badge.svg')
  async badge(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await readAnswer({ ...this.runtime, policy: DEFAULT_POLICY });
    await sendDocument(request, reply, {
      body: renderBadge(answer),
      type: 'image/svg+xml; charset=utf-8',
      cache: this.shortly(),
      headers: { ...ANY_ORIGIN, ...INERT },
    });
  }

  /** The answer of GET /v1/posture under an address that is easy to remember. */
  @Get('posture.json')
  @Header('access-control-allow-origin', '*')
  @Header('access-control-expose-headers', 'etag')
  answer(
    @Query() query: unknown,
    @Headers('if-none-match') seen: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostureAnswer | undefined> {
    return this.posture.posture(query, seen, reply);
  }

  private async told(): Promise<{ entries: Entry[]; frame: FeedFrame }> {
    const { store, clock, sender } = this.runtime;
    const { publicUrl } = sender;
    const decisions = await readDecisions(store);
    const entries = toldEntries(decisions, { publicUrl, simulated: clock.simulated });
    const updated = entries[0]?.at ?? decisions[0]?.recordedAt ?? null;
    return { entries, frame: { publicUrl, updated, version: VERSION } };
  }

  /** A minute; kept by caches on the way only where everybody may read. */
  private shortly(): string {
    return `${this.runtime.settings.MW_PUBLIC_READ ? 'public' : 'private'}, max-age=60`;
  }
}
