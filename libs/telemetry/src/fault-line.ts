import { errorText } from './error-text';
import type { Logger } from './logger';

export interface FaultLineOptions {
  logger: Logger;
  /** The line for the first failure: what does not work, the consequence, and what to do. */
  broken: string;
  /** The line for the first success after that. */
  mended: string;
  /** True while something else has told the operator the reason already; then failures are only counted. */
  isTold?(): boolean;
}

/** Tells about a fault that repeats: one line when it begins, one when it is over, however often it was met. */
export interface FaultLine {
  failed(error: unknown, details?: object): void;
  worked(): void;
}

/** Makes the fault line of one piece of work that is tried again and again. */
export function createFaultLine({ logger, broken, mended, isTold }: FaultLineOptions): FaultLine {
  let since = 0;
  let failures = 0;
  let told = false;
  return {
    failed(error, details = {}) {
      if (failures === 0) since = Date.now();
      failures += 1;
      const fields = { ...details, error: errorText(error) };
      if (told || isTold?.()) return logger.debug({ ...fields, failures }, broken);
      told = true;
      logger.error(fields, broken);
    },
    worked() {
      if (told) logger.info({ failures, seconds: Math.round((Date.now() - since) / 1000) }, mended);
      failures = 0;
      told = false;
    },
  };
}
