import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DEFAULT_POLICY } from '#libs/domain';
import { checkpointOf } from '#libs/event-store';
import { POSTURE_CHECKPOINT } from '#libs/pipeline';
import {
  readAnswer,
  readHistory,
  TimeOutOfRange,
  type AnswerDeps,
  type PostureAnswer,
} from '#libs/projections';
import type { Runtime } from '#libs/runtime';
import { Needs } from './http/auth.guard';
import { ProblemException } from './http/problem';
import { validate } from './http/validate';
import { InjectRuntime } from './runtime.token';
import { historyQuery, postureQuery } from './schemas';

/** How long `minPosition` waits, and how often it looks, in real milliseconds. */
const LONGEST_WAIT_MS = 10_000;
const LOOK_MS = 25;

@Controller('v1/posture')
@Needs('read')
export class PostureController {
  private readonly deps: AnswerDeps;

  constructor(@InjectRuntime() private readonly runtime: Runtime) {
    const { database, store, clock } = runtime;
    this.deps = { database, store, clock, policy: DEFAULT_POLICY };
  }

  @Get()
  async posture(
    @Query() query: unknown,
    @Headers('if-none-match') seen: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostureAnswer | undefined> {
    const { minPosition, ...times } = validate(postureQuery, query);
    if (minPosition !== undefined) await this.reach(minPosition);
    const answer = await inRange(() => readAnswer(this.deps, times));
    const etag = tagOf(answer);
    void reply.headers({ etag, 'cache-control': 'no-cache' });
    if (seen?.split(/\s*,\s*/).includes(etag)) {
      void reply.status(304);
      return undefined;
    }
    return answer;
  }

  @Get('history')
  async history(@Query() query: unknown): Promise<{ periods: unknown[] }> {
    const range = validate(historyQuery, query);
    return { periods: await inRange(() => readHistory(this.deps, range)) };
  }

  private async reach(position: number): Promise<void> {
    const deadline = performance.now() + LONGEST_WAIT_MS;
    while ((await checkpointOf(this.runtime.database, POSTURE_CHECKPOINT)) < position) {
      if (performance.now() > deadline)
        throw new ProblemException('not-yet', `position ${position} is not assessed yet`);
      await pause(LOOK_MS);
    }
  }
}

async function inRange<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TimeOutOfRange) throw new ProblemException('time-out-of-range', error.message);
    throw error;
  }
}

/** Changes when posture, position, status or the confidence to 0.01 do; not with every poll. */
function tagOf({ posture, position, since, freshness, confidence }: PostureAnswer): string {
  const parts = [posture, since, position, freshness.status, confidence.toFixed(2)];
  return `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`;
}
