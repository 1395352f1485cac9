import type { LoggerService } from '@nestjs/common';
import type { Logger } from '#libs/telemetry';

/** Nest's own lines in our log: what it does is detail, what it complains of is not. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message: unknown, context?: unknown) => logger.debug({ context }, String(message)),
  // What fails while the application starts is thrown as well, and said once, by whoever starts it.
  error: (message: unknown, ...rest: unknown[]) =>
    logger[rest.at(-1) === 'NestApplication' ? 'debug' : 'error']({ context: rest.at(-1) }, String(message)),
  warn: (message: unknown, context?: unknown) => logger.warn({ context }, String(message)),
  debug: (message: unknown, context?: unknown) => logger.trace({ context }, String(message)),
  verbose: (message: unknown, context?: unknown) => logger.trace({ context }, String(message)),
  fatal: (message: unknown, context?: unknown) => logger.fatal({ context }, String(message)),
});
