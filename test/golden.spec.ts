// Every verdict on the labelled corpus outside its hold-out, in test/golden/verdicts.txt: the diff of that file is what
// a change of the assessor does. Ids and verdicts only, no texts. `UPDATE_GOLDEN=1 npx jest golden` rewrites it.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { assess, hexDigits, isInSplit } from '#libs/assessor';
import { SIGNALS } from '#libs/domain';

const CORPUS = resolve('..', 'shared', 'corpus');
const GOLDEN = resolve('test', 'golden', 'verdicts.txt');
const BLOCK = 50;

interface Item {
  id: string;
  group?: string;
  title?: string;
  summary?: string;
  content?: string;
  outlet?: string;
  language?: string;
  publishedAt: string;
}

const read = (file: string): Item[] =>
  readFileSync(join(CORPUS, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Item);

const verdictOf = ({ title = '', summary = '', content = '', outlet, language, publishedAt }: Item) =>
  assess({ title, summary, content, outlet, language, effectiveAt: new Date(publishedAt).toISOString() });

/** One line an item. */
function lineOf(item: Item): string {
  const { signal, confidence, authority } = verdictOf(item);
  return `${item.id} ${signal} ${confidence.toFixed(2)} ${authority}`;
}

/** One letter an item, the first of its signal; a line begins with the id of its first item. */
function blocksOf(items: Item[]): string[] {
  const letters = items.map((item) => verdictOf(item).signal[0]!);
  return items.flatMap(({ id }, i) =>
    i % BLOCK === 0 ? [`${id} ${letters.slice(i, i + BLOCK).join('')}`] : [],
  );
}

function verdicts(): string {
  const open = hexDigits('6-f');
  const single = ['items.dev.jsonl', 'minimal-pairs.dev.jsonl'].flatMap((file) =>
    read(file)
      .filter((item) => isInSplit(item, open))
      .map(lineOf),
  );
  const authors = readdirSync(join(CORPUS, 'train'))
    .filter((file) => file.endsWith('.jsonl'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return `${[...single, ...authors.flatMap((file) => blocksOf(read(join('train', file))))].join('\n')}\n`;
}

/** Verdicts by id, blocks of letters taken apart. */
function byId(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n').filter(Boolean)) {
    const [id, signal, ...rest] = line.split(' ') as [string, string, ...string[]];
    if (rest.length > 0) {
      found.set(id, [signal, ...rest].join(' '));
      continue;
    }
    const [, author, first] = /^(.*-)(\d+)$/.exec(id)!;
    [...signal].forEach((letter, i) =>
      found.set(
        author! + String(Number(first) + i).padStart(first!.length, '0'),
        SIGNALS.find((each) => each.startsWith(letter)) ?? letter,
      ),
    );
  }
  return found;
}

/** What differs, one line an item. */
function changes(before: string, now: string): string[] {
  const [old, fresh] = [byId(before), byId(now)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((id) => old.get(id) !== fresh.get(id))
    .map((id) => `${id}  ${old.get(id) ?? '(new)'} -> ${fresh.get(id) ?? '(gone)'}`);
}

describe('the golden file', () => {
  it('is compared item by item', () => {
    const before = 'a1 none 0.53 other\nt1-099 anw\n';
    expect(changes(before, before)).toEqual([]);
    expect(changes(before, 'a1 none 0.60 other\nt1-099 atw\nb2 active 0.67 other\n')).toEqual([
      'a1  none 0.53 other -> none 0.60 other',
      't1-100  none -> threatened',
      'b2  (new) -> active 0.67 other',
    ]);
  });

  if (!existsSync(CORPUS)) {
    it.skip('holds every verdict: skipped, for ../shared/corpus is not there', () => undefined);
    return;
  }
  it('holds every verdict', () => {
    const now = verdicts();
    if (process.env.UPDATE_GOLDEN) {
      mkdirSync(dirname(GOLDEN), { recursive: true });
      writeFileSync(GOLDEN, now);
    }
    const changed = changes(existsSync(GOLDEN) ? readFileSync(GOLDEN, 'utf8') : '', now);
    if (changed.length > 0)
      throw new Error(
        `${changed.length} verdicts changed (UPDATE_GOLDEN=1 npx jest golden takes them over):\n${changed.join('\n')}`,
      );
  });
});
