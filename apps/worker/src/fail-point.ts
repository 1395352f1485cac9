import type { Logger } from '#libs/telemetry';

/**
 * Ends this process as a power cut would (SIGKILL) when it reaches the named point. For crash tests; without
 * `MW_FAIL_POINT` it does nothing.
 */
export function failPoint(name: string | undefined, logger: Logger): (reached: string) => void {
  return (reached) => {
    if (reached !== name) return;
    logger.fatal({ failPoint: name }, 'reached the fail point');
    process.kill(process.pid, 'SIGKILL');
  };
}
