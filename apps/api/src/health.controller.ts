import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { readFreshness } from '#libs/projections';
import type { Runtime } from '#libs/runtime';
import { InjectRuntime } from './runtime.token';
import { renderMetrics } from './metrics';

@Controller()
export class HealthController {
  constructor(@InjectRuntime() private readonly runtime: Runtime) {}

  /** The process runs. */
  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The log can be written. Migrations have run before this is reachable at all. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { database, clock, logger } = this.runtime;
    try {
      const [row] = await database.query<{ read_only: boolean }>(
        `select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only`,
      );
      if (row!.read_only) throw new Error('the database accepts no writes');
      const { status, feedsOk, feedsTotal } = await readFreshness(database, clock.now());
      return { status: 'ready', monitor: { status, feedsOk, feedsTotal } };
    } catch (error) {
      logger.warn({ error: String(error) }, 'not ready');
      void reply.status(503);
      return { status: 'unavailable', reason: 'the log cannot be written' };
    }
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return renderMetrics(this.runtime);
  }
}
