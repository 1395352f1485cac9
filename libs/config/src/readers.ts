/** Reads a setting's text: a value, or what is wrong with it (never repeating a secret). */
export type Reader<T> = (raw: string) => { ok: true; value: T } | { ok: false; fault: string };

const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
const bad = (fault: string): { ok: false; fault: string } => ({ ok: false, fault });

export const text: Reader<string> = ok;

export const flag: Reader<boolean> = (raw) => {
  if (/^(true|1|yes|on)$/i.test(raw)) return ok(true);
  return /^(false|0|no|off)$/i.test(raw) ? ok(false) : bad('must be true or false');
};

export const count: Reader<number> = (raw) =>
  /^\d{1,9}$/.test(raw) ? ok(Number(raw)) : bad('must be a whole number');

/** A whole number within bounds. */
export const within =
  (low: number, high: number): Reader<number> =>
  (raw) =>
    /^\d{1,9}$/.test(raw) && Number(raw) >= low && Number(raw) <= high
      ? ok(Number(raw))
      : bad(`must be a whole number from ${low} to ${high}`);

export const oneOf =
  <T extends string>(...values: T[]): Reader<T> =>
  (raw) => {
    const value = values.find((each) => each === raw);
    return value === undefined ? bad(`must be ${values.join(' or ')}`) : ok(value);
  };

export const port: Reader<number> = (raw) => {
  const value = Number(raw);
  return Number.isInteger(value) && value >= 0 && value <= 65_535
    ? ok(value)
    : bad('must be a port from 0 to 65535');
};

/** A URL of one of the given schemes (`http:`). */
export const url =
  (...schemes: string[]): Reader<string | undefined> =>
  (raw) => {
    const scheme = schemes.find((each) => raw.startsWith(`${each}//`));
    return scheme && URL.canParse(raw)
      ? ok(raw)
      : bad(`must be a URL that starts with ${schemes.join('// or ')}//`);
  };

export const cidr: Reader<string[]> = (raw) => {
  const list = raw.split(/[\s,]+/).filter(Boolean);
  const wrong = list.find((each) => !/^[0-9a-f.:]+\/\d{1,3}$/i.test(each));
  return wrong ? bad(`must be CIDRs such as 127.0.0.0/8, separated by commas`) : ok(list);
};

/** `<ISO start>*<speed>`: milliseconds since 1970, and how many times real time. */
export const clock: Reader<{ start: number; speed: number } | undefined> = (raw) => {
  const [, start = '', speed = ''] = /^(.+)\*(\d+(?:\.\d+)?)$/.exec(raw) ?? [];
  const value = { start: Date.parse(start), speed: Number(speed) };
  return Number.isNaN(value.start) || !(value.speed > 0)
    ? bad('must look like 2025-04-29T00:00:00Z*3600')
    : ok(value);
};
