import { cidr, clock, count, flag, oneOf, port, text, url, within, type Reader } from './readers';

/** One setting: what the environment may hold, and what it means. */
export interface Setting<T> {
  /** What holds when the variable is unset; words when that is decided at start. */
  default: T;
  meaning: string;
  read: Reader<T>;
  /** Shown as `[secret]` wherever settings are listed. */
  secret?: boolean;
}

const setting = <T>(read: Reader<T>, fallback: T, meaning: string): Setting<T> => ({
  read,
  default: fallback,
  meaning,
});
const secret = <T>(read: Reader<T>, fallback: T, meaning: string): Setting<T> => ({
  ...setting(read, fallback, meaning),
  secret: true,
});

/** Every setting of the product. The documentation (docs/CONFIG.md) and `cli config` are made from this table. */
export const SETTINGS = {
  DATABASE_URL: secret<string | undefined>(
    url('postgres:', 'postgresql:'),
    undefined,
    'PostgreSQL to use. Unset: the embedded server in MW_DATA_DIR.',
  ),
  REDIS_URL: secret<string | undefined>(
    url('redis:', 'rediss:'),
    undefined,
    'Redis for the job queue. Unset: the queue lives in PostgreSQL.',
  ),
  MW_DATA_DIR: setting(text, './data', 'Folder of the embedded database and of generated keys.'),
  HOST: setting(text, '127.0.0.1', 'Address the API listens on.'),
  PORT: setting(port, 3000, 'Port the API listens on; 0 takes any free one.'),
  MW_PUBLIC_URL: setting<string | undefined>(
    url('http:', 'https:'),
    undefined,
    'Address under which readers reach the page: links in payloads and feeds start with it.',
  ),
  MW_TRUST_PROXY: setting(flag, false, 'Believe X-Forwarded-* headers: only behind a proxy that sets them.'),
  MW_API_KEY: secret<string | undefined>(
    text,
    undefined,
    'Admin key. Unset: generated at the first start, printed once, stored hashed.',
  ),
  MW_PUBLIC_READ: setting(flag, true, 'Whether posture, history and the page are readable without a key.'),
  MW_FEEDS: setting(
    text,
    'default',
    'OPML file imported at the first start; `default` is the bundled list, `none` imports nothing.',
  ),
  MW_EGRESS_ALLOW: setting(
    cidr,
    [] as string[],
    'CIDRs, separated by commas, that feeds and webhooks may reach although not public, e.g. 127.0.0.0/8.',
  ),
  MW_SECRET_KEY: secret<string | undefined>(
    text,
    undefined,
    'Encrypts endpoint secrets at rest. Unset: generated into MW_DATA_DIR with mode 0600.',
  ),
  MW_ALERT_CONTACT: setting<string | undefined>(
    text,
    undefined,
    'Endpoint id that gets warnings about the other endpoints.',
  ),
  MW_LLM_URL: secret<string | undefined>(
    url('http:', 'https:'),
    undefined,
    'OpenAI-compatible endpoint that is asked for a second opinion about news items, e.g. https://api.example/v1. Unset: nobody is asked.',
  ),
  MW_LLM_KEY: secret<string | undefined>(text, undefined, 'Key of that endpoint.'),
  MW_LLM_MODEL: setting<string | undefined>(
    text,
    undefined,
    'Model of that endpoint; needed when MW_LLM_URL is set.',
  ),
  MW_LLM_ROLE: setting(
    oneOf('second-opinion', 'primary'),
    'second-opinion',
    "`second-opinion` moves the confidence of the rules' reading only; with `primary` the model's reading is the signal and the rules are the check.",
  ),
  MW_LLM_DAILY_CALLS: setting(count, 300, 'Calls of that endpoint a day (UTC); then the rules read alone.'),
  MW_LLM_TIMEOUT_MS: setting(
    within(1, 9_000),
    8_000,
    'Milliseconds that an answer of that endpoint may take, 9000 at most: items wait for it.',
  ),
  MW_SMTP_URL: secret<string | undefined>(
    url('smtp:', 'smtps:'),
    undefined,
    'Mail server for endpoints of format email (not in this version).',
  ),
  MW_CLOCK: setting(clock, undefined, 'Simulated clock `<ISO start>*<speed>`, for demo and laboratory.'),
  MW_RETENTION_DAYS: setting(count, 90, 'Days that delivery attempts are kept.'),
  LOG_LEVEL: setting(text, 'info', 'fatal, error, warn, info, debug, trace or silent.'),
  MW_FAIL_POINT: setting<string | undefined>(
    text,
    undefined,
    'Laboratory only: the process kills itself at the named point (crash tests).',
  ),
};

export type SettingName = keyof typeof SETTINGS;
export type Settings = { [K in SettingName]: (typeof SETTINGS)[K]['default'] };

/** Everything that is wrong with the settings, in one message. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads all settings.
 * @throws SettingsError naming every fault and what to do
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const faults: string[] = [];
  const values = Object.entries(SETTINGS).map(([name, { read, default: fallback }]) => {
    const raw = environment[name]?.trim();
    if (raw === undefined || raw === '') return [name, fallback];
    const result = (read as Reader<unknown>)(raw);
    if (!result.ok) faults.push(`${name} ${result.fault}`);
    return [name, result.ok ? result.value : fallback];
  });
  const known = new Set(Object.keys(SETTINGS));
  for (const name of Object.keys(environment))
    if (name.startsWith('MW_') && !known.has(name) && !name.startsWith('MW_TEST_'))
      faults.push(`${name} is not a setting of this version; see \`cli config\``);
  if (environment.MW_LLM_URL?.trim() && !environment.MW_LLM_MODEL?.trim())
    faults.push('MW_LLM_MODEL must name the model that MW_LLM_URL is asked for');
  if (faults.length > 0) throw new SettingsError(`the settings are wrong: ${faults.join('; ')}`);
  return Object.fromEntries(values) as Settings;
}

/**
 * The settings of this process. The only place that reads the environment.
 * @param over variables that hold whatever the environment says; '' unsets one
 */
export const settingsOfProcess = (over: Partial<Record<SettingName, string>> = {}): Settings =>
  readSettings({ ...process.env, ...over });
