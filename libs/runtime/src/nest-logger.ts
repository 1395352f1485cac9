import type { Logger } from '#libs/telemetry';

/** The lines of Nest, in the shape of its `LoggerService`, which this lib need not import for it. */
type NestLine = (message: unknown, ...rest: unknown[]) => void;
type NestLogger = Record<'log' | 'error' | 'warn' | 'debug' | 'verbose' | 'fatal', NestLine>;

/** Nest's own lines in our log: what it does is detail, what it complains of is not. */
export const nestLogger = (logger: Logger): NestLogger => ({
  log: (message, context) => logger.debug({ context }, String(message)),
  // What fails while the application starts is thrown as well, and said once, by whoever starts it.
  error: (message, ...rest) =>
    logger[rest.at(-1) === 'NestApplication' ? 'debug' : 'error']({ context: rest.at(-1) }, String(message)),
  warn: (message, context) => logger.warn({ context }, String(message)),
  debug: (message, context) => logger.trace({ context }, String(message)),
  verbose: (message, context) => logger.trace({ context }, String(message)),
  fatal: (message, ...rest) => logger.fatal({ context: rest.at(-1) }, String(message)),
});
