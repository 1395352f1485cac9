import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from './index';

// Real feeds of others are read where they lie, if they lie there; they are never copied into this project.
const dir = resolve(__dirname, '../../../../shared/feeds/real');
const files = existsSync(dir) ? readdirSync(dir).filter((name) => /\.(rss|atom)$/.test(name)) : [];

if (files.length === 0) it.skip('real feeds are not at hand here', () => undefined);
else
  describe('real feeds', () => {
    it.each(files)('%s', async (file) => {
      const found = await inspect(readFileSync(resolve(dir, file)));
      expect(found.error).toBeUndefined();
      expect(found.items.length).toBeGreaterThan(0);
      for (const { title, summary, link } of found.items) {
        expect(`${title} ${summary}`).not.toContain('\u0000');
        expect(title).not.toMatch(/<\/?(p|div|a|br|b)\b|&#\d+;/);
        if (link !== null) expect(link).toMatch(/^https?:\/\//);
      }
    });
  });
