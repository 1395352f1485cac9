import pino, { type DestinationStream } from 'pino';

export type Logger = pino.Logger;

export interface LoggerOptions {
  level: string;
  /** Human-readable lines instead of JSON: for a terminal. */
  pretty: boolean;
  destination?: DestinationStream;
}

/** Names whose values never reach a log, wherever they stand in a record. */
const secretNames = ['authorization', 'secret', 'password', 'apiKey', 'key', 'url.password', 'databaseUrl'];

/** The logger: JSON lines (pino), or coloured lines on a terminal. */
export function createLogger({ level, pretty, destination }: LoggerOptions): Logger {
  const options = {
    level,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  if (destination) return pino(options, destination);
  if (!pretty) return pino(options);
  const transport = {
    target: 'pino-pretty',
    options: { ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', singleLine: true },
  };
  return pino({ ...options, transport });
}

/** Says nothing: for tests and one-shot commands. */
export const silentLogger: Logger = pino({ level: 'silent' });
