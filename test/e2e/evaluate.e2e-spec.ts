// `evaluate` as a user runs it: a labelled set in, figures out; held against the corpus's own scorer where it lies.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Evaluation } from '#libs/assessor';
import { SIGNALS } from '#libs/domain';
import { hexDigits, isInSplit } from '#libs/assessor';
import type { Miss } from '../../apps/cli/src/evaluation/report';

const SHARED = resolve('..', 'shared');
const folder = mkdtempSync(join(tmpdir(), 'mw-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' });
const cli = (...args: string[]) => node('dist/apps/cli/src/main.js', ...args);
const file = (name: string, lines: (object | string)[]): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
};

const LEFT = 'The US will no longer mediate between Russia and Ukraine, the State Department said.';
const QUIET = 'The harvest festival opens on Sunday.';
const gold = [
  { id: 'left', title: LEFT, label: 'withdrawn', group: 'g', phenomenon: 'plain', authority: 'principal' },
  { id: 'quiet', title: QUIET, labels: ['active', 'none'], group: 'g', difficulty: 'easy', language: 'en' },
  { title: QUIET, label: 'threatened', group: 'h', phenomenon: 'silence' },
];

describe('evaluate', () => {
  it('gives figures and misses as JSON', () => {
    const { status, stdout, stderr } = cli('evaluate', '--gold', file('gold', gold), '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const figures = JSON.parse(stdout) as Evaluation & { misses: Miss[] };
    expect(figures).toMatchObject({
      items: 3,
      accuracy: 2 / 3,
      classes: { withdrawn: { precision: 1, recall: 1, f1: 1, support: 1, said: 1 } },
      confusion: { threatened: { none: 1 } },
      exits: { precision: 1, recall: 0.5, items: 3, leftOut: 0 },
      phenomena: [
        { name: 'silence', right: 0 },
        { name: 'plain', right: 1 },
      ],
      languages: [{ name: 'en', items: 1 }],
      difficulties: [{ name: 'easy', items: 1 }],
      groups: { items: 2, right: 1 },
      authority: { items: 1, right: 1 },
      misses: [{ id: 'line-3', right: ['threatened'], said: 'none' }],
    });
    expect(figures.misses[0]!.reason).not.toBe('');
  });

  it('prints tables for people, sums only when asked', () => {
    const path = file('gold', gold);
    const { stdout } = cli('evaluate', '--gold', path);
    for (const title of [/^accuracy {2}0\.667 \(/m, /^by phenomenon$/m, /^misses \(1\)$/m, /^line-3 /m])
      expect(stdout).toMatch(title);
    expect(cli('evaluate', '--gold', path, '--no-misses').stdout).not.toMatch(/misses|line-3/);
  });

  it('names bad lines, skips them and exits 1', () => {
    const bad = ['{', { id: 'x', title: QUIET }, { id: 'y', title: QUIET, label: 'gone' }];
    const path = file('bad', [...bad, ...gold]);
    const { status, stdout, stderr } = cli('evaluate', '--gold', path, '--json');
    expect(stderr).toMatch(
      /bad:1 skipped: is no JSON\n.*bad:2 skipped: .*neither.*\n.*bad:3 skipped: label: /,
    );
    expect({ status, items: (JSON.parse(stdout) as Evaluation).items }).toEqual({ status: 1, items: 3 });
  });

  it('scores the items of a split', () => {
    const path = file('gold', gold);
    const count = (split: string): number => {
      const { status, stdout } = cli('evaluate', '--gold', path, '--json', '--split', split);
      return status === 0 ? (JSON.parse(stdout) as Evaluation).items : 0;
    };
    // SHA-256 of "g" begins with c, that of "h" with a.
    expect([count('0-f'), count('c'), count('a'), count('0-9,b,d-f')]).toEqual([3, 2, 1, 0]);
  });

  it.each([
    ['no such split', ['--split', 'x'], 2],
    ['nothing in the split', ['--split', '0'], 1],
  ])('says what is off: %s', (_, args, code) => {
    const { status, stdout, stderr } = cli('evaluate', '--gold', file('gold', gold), ...args);
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toMatch(/^mediation-watch: .*\n$/);
  });
});

const scorer = join(SHARED, 'tools', 'score-items.mjs');
if (!existsSync(scorer)) {
  it.skip("agreement with the corpus's scorer: skipped, for ../shared is not there", () => undefined);
} else {
  describe.each(['items.dev.jsonl', 'minimal-pairs.dev.jsonl'])(
    "agrees with the corpus's scorer on %s",
    (name) => {
      const corpus = join(SHARED, 'corpus', name);
      const read = (): { id: string; group?: string }[] =>
        readFileSync(corpus, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as { id: string; group?: string });

      it('outside the hold-out', () => {
        const open = file(
          `open-${name}`,
          read().filter((item) => isInSplit(item, hexDigits('6-f'))),
        );
        const verdicts = join(folder, `verdicts-${name}`);
        expect(cli('assess', '--in', open, '--out', verdicts).status).toBe(0);
        const scored = node(scorer, open, verdicts).stdout;
        const ours = JSON.parse(
          cli('evaluate', '--gold', corpus, '--split', '6-f', '--json').stdout,
        ) as Evaluation;
        const at = (value: number | null): string => (value ?? 0).toFixed(3);
        for (const signal of SIGNALS) {
          const { precision, recall, f1 } = ours.classes[signal];
          expect(scored).toContain(
            `${signal.padEnd(11)} precision ${at(precision)} recall ${at(recall)} F1 ${at(f1)}\n`,
          );
        }
        expect(scored).toContain(`items ${ours.items} missing 0 accuracy ${at(ours.accuracy)} `);
        expect(scored).toContain(` macroF1 ${at(ours.macroF1)}\n`);
      });
    },
  );
}
