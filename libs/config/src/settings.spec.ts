import { readFileSync } from 'node:fs';
import { describeSettings, readSettings, settingsPage } from './index';

describe('settings', () => {
  it('has a default for everything', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      MW_PUBLIC_READ: true,
      MW_EGRESS_ALLOW: [],
    });
  });

  it('reads what is given', () => {
    const settings = readSettings({
      PORT: '0',
      MW_EGRESS_ALLOW: '127.0.0.0/8, ::1/128',
      MW_CLOCK: '2025-04-29T00:00:00Z*3600',
      MW_PUBLIC_READ: 'no',
    });
    expect(settings).toMatchObject({
      PORT: 0,
      MW_EGRESS_ALLOW: ['127.0.0.0/8', '::1/128'],
      MW_PUBLIC_READ: false,
    });
    expect(settings.MW_CLOCK).toEqual({ start: Date.UTC(2025, 3, 29), speed: 3600 });
  });

  it('names all faults at once, and no secret', () => {
    const wrong = {
      PORT: '99999',
      MW_PUBLIC_READ: 'maybe',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
      MW_CLOCK: 'soon',
      MW_FEED: 'x',
      MW_EGRESS_ALLOW: 'localhost',
    };
    expect(() => readSettings(wrong)).toThrow(
      /DATABASE_URL must.*PORT must.*MW_PUBLIC_READ must.*MW_EGRESS_ALLOW must.*MW_CLOCK must.*MW_FEED is not/,
    );
    expect(() => readSettings(wrong)).not.toThrow(/hunter2/);
  });

  it('wants a model where one is asked, and bounds its time', () => {
    const LLM = { MW_LLM_URL: 'https://api.example/v1?key=hunter2' };
    const wrong = { ...LLM, MW_LLM_ROLE: 'judge', MW_LLM_TIMEOUT_MS: '60000' };
    expect(() => readSettings(wrong)).toThrow(
      /MW_LLM_ROLE must be second-opinion or primary.*MW_LLM_TIMEOUT_MS must.*MW_LLM_MODEL must/,
    );
    const settings = readSettings({ ...LLM, MW_LLM_MODEL: 'm' });
    expect(settings).toMatchObject({ MW_LLM_ROLE: 'second-opinion', MW_LLM_TIMEOUT_MS: 8_000 });
    expect(JSON.stringify(describeSettings(settings))).not.toContain('hunter2');
  });

  it('never shows a secret', () => {
    const list = describeSettings(
      readSettings({ MW_API_KEY: 'hunter2', DATABASE_URL: 'postgres://u:hunter2@h/d' }),
    );
    expect(JSON.stringify(list)).not.toContain('hunter2');
  });

  it('keeps docs/CONFIG.md true', () => expect(readFileSync('docs/CONFIG.md', 'utf8')).toBe(settingsPage()));
});
