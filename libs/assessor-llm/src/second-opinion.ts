import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  sha256Hex,
  type ItemText,
  type Opinion,
  type OpinionRole,
} from '#libs/domain';
import type { Logger } from '#libs/telemetry';
import { askModel, type Asked, type ModelOptions } from './ask-model';
import { COMBINE_VERSION } from './combine';
import { PROMPT_HASH } from './prompt';

export interface SecondOpinionOptions extends ModelOptions {
  role: OpinionRole;
  /** Calls a day (UTC) that may be made. */
  dailyCalls: number;
  /** Real milliseconds since 1970: pauses after failures are the network's, not the product's. */
  realNow(): number;
  logger: Logger;
}

/** A model that may be asked about items. */
export interface SecondOpinion {
  role: OpinionRole;
  model: string;
  /** Hash of what every model is asked. */
  prompt: string;
  /** Names role, model, prompt and the way of combining: part of the rule set. */
  hash: string;
  dailyCalls: number;
  /**
   * How many calls may be made now: none while the endpoint is left alone or the day's budget is used up, which
   * the log says once.
   * @param spent calls of the day so far
   */
  allowance(spent: number): number;
  /** Asks once. Whatever goes wrong is an opinion without a reading. */
  ask(text: ItemText): Promise<Opinion>;
}

const PAUSES_MS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE];
const LONGEST_PAUSE_MS = HOUR;

/** The model of some options, with a memory of how the endpoint behaves. */
export function createSecondOpinion(options: SecondOpinionOptions): SecondOpinion {
  const { role, model, dailyCalls, realNow, logger } = options;
  let failures = 0;
  let pausedUntil = 0;
  let isSpent = false;
  let isWarned = false;

  const fail = (code: string, retryAfter: string | undefined): void => {
    // Questions that were on their way together are one failure.
    if (realNow() < pausedUntil) return;
    const pauseMs = pauseAfter(failures, retryAfterMs(retryAfter, realNow()));
    pausedUntil = realNow() + pauseMs;
    if (failures === 0)
      logger.warn(
        { model, code, pauseMs },
        'the second opinion does not answer; items are read by the rules alone until it does',
      );
    failures += 1;
  };
  const succeed = ({ opinion }: Asked): void => {
    if (failures > 0) logger.info({ model }, 'the second opinion answers again');
    failures = 0;
    if (!('dropped' in opinion) || isWarned) return;
    isWarned = true;
    logger.warn(
      { model, code: opinion.dropped },
      'an answer of the second opinion was dropped; each such answer stands in the log of events',
    );
  };

  return {
    role,
    model,
    prompt: PROMPT_HASH,
    hash: sha256Hex(JSON.stringify([role, model, PROMPT_HASH, COMBINE_VERSION])),
    dailyCalls,
    allowance(spent) {
      const left = Math.max(0, dailyCalls - spent);
      if (left === 0 && !isSpent)
        logger.warn(
          { model, dailyCalls },
          "the second opinion's calls of today are used up; items are read by the rules alone",
        );
      isSpent = left === 0;
      return realNow() < pausedUntil ? 0 : left;
    },
    async ask(text) {
      const asked = await askModel(options, text);
      if (asked.failed && 'dropped' in asked.opinion) fail(asked.opinion.dropped, asked.retryAfter);
      else succeed(asked);
      return asked.opinion;
    },
  };
}

const pauseAfter = (failures: number, asked: number | undefined): number =>
  Math.min(LONGEST_PAUSE_MS, Math.max(asked ?? 0, PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]!));

/** Seconds or a date; undefined when absent, past or garbage. */
function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * SECOND : Date.parse(header) - nowMs;
  return ms > 0 && ms < 365 * DAY ? ms : undefined;
}
