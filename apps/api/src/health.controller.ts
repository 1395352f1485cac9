import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { withTimeLimit } from '#libs/clock';
import { readFreshness, type FreshnessAnswer } from '#libs/projections';
import type { Runtime } from '#libs/runtime';
import { createFaultLine, type FaultLine } from '#libs/telemetry';
import { InjectRuntime } from './runtime.token';
import { Needs } from './http/auth.guard';
import { openMetrics, type RenderMetrics } from './metrics';

/** Whoever asks whether we are ready wants to know it now; real milliseconds. */
const LONGEST_MS = 2_000;

@Controller()
export class HealthController {
  private metrics: Promise<RenderMetrics> | undefined;
  private readonly writing: FaultLine;

  constructor(@InjectRuntime() private readonly runtime: Runtime) {
    const { database, logger } = runtime;
    this.writing = createFaultLine({
      logger,
      broken: 'this API is not ready: the log cannot be written; check the database',
      mended: 'this API is ready again',
      isTold: database.isRecovering,
    });
  }

  /** The process runs. */
  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The log can be written, and alerts go out at once. Migrations have run before this is reachable at all. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const unavailable = (reason: string): object => {
      void reply.status(503);
      return { status: 'unavailable', reason };
    };
    let freshness: FreshnessAnswer;
    try {
      freshness = await withTimeLimit(LONGEST_MS, this.look());
      this.writing.worked();
    } catch (error) {
      this.writing.failed(error);
      return unavailable('the log cannot be written');
    }
    const away = this.runtime.jobs.outage();
    if (away)
      return unavailable(
        `the job queue does not answer since ${new Date(away.since).toISOString()}: alerts wait for the sweep`,
      );
    const { status, feedsOk, feedsTotal } = freshness;
    return { status: 'ready', monitor: { status, feedsOk, feedsTotal } };
  }

  /** Throws when nothing can be written. */
  private async look(): Promise<FreshnessAnswer> {
    const { database, clock } = this.runtime;
    const [row] = await database.query<{ read_only: boolean }>(
      `select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only`,
    );
    if (row!.read_only) throw new Error('the database accepts no writes');
    return readFreshness(database, clock.now());
  }

  /** Registered at the first scrape, once for the application: a start need not wait for it. */
  @Get('metrics')
  @Needs('read')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async scrape(): Promise<string> {
    const render = await (this.metrics ??= openMetrics(this.runtime));
    return render();
  }
}
