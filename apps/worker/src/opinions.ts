import { randomBytes } from 'node:crypto';
import { createSecondOpinion, type SecondOpinion } from '#libs/assessor-llm';
import { systemClock } from '#libs/clock';
import type { Runtime } from '#libs/runtime';

/** The model that is asked about news items; undefined unless the settings name one. */
export function opinionsOf({
  settings,
  http,
  logger,
}: Pick<Runtime, 'settings' | 'http' | 'logger'>): SecondOpinion | undefined {
  const { MW_LLM_URL, MW_LLM_KEY, MW_LLM_MODEL, MW_LLM_ROLE, MW_LLM_DAILY_CALLS, MW_LLM_TIMEOUT_MS } =
    settings;
  if (!MW_LLM_URL || !MW_LLM_MODEL) return undefined;
  return createSecondOpinion({
    http,
    logger,
    url: MW_LLM_URL,
    key: MW_LLM_KEY,
    model: MW_LLM_MODEL,
    role: MW_LLM_ROLE,
    dailyCalls: MW_LLM_DAILY_CALLS,
    timeoutMs: MW_LLM_TIMEOUT_MS,
    nonce: () => randomBytes(16).toString('hex'),
    realNow: systemClock.now,
  });
}
