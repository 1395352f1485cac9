// Holds the tree to its own law: imports and lint rules on the clean tree and on planted violations, and budgets
// that no other tool counts. The rules stand in .dependency-cruiser.cjs and eslint.config.mjs.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { importPlants, lintPlants, type Plant } from './support/plants';
import { filesBelow, readSyntax } from './support/source-tree';

jest.setTimeout(120_000);

/** Folders of code; the law covers all of them. */
const FOLDERS = ['apps', 'libs', 'test', 'bench'].filter((folder) => existsSync(folder));

/** Runs a tool of node_modules to its end. @returns what it printed; it must be JSON */
function ask<T>(root: string, tool: string, args: string[]): T {
  const { stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules', tool), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!/^[[{]/.test(stdout)) throw new Error(`${tool} printed no findings:\n${stderr}${stdout}`);
  return JSON.parse(stdout) as T;
}

interface Finding {
  path: string;
  rule: string;
}

/** What dependency-cruiser finds in the tree at `root`. */
function cruise(root: string): Finding[] {
  const { summary } = ask<{ summary: { violations: { from: string; rule: { name: string } }[] } }>(
    root,
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS],
  );
  return summary.violations.map(({ from, rule }) => ({ path: from, rule: rule.name }));
}

/** What ESLint finds in some files of the tree at `root`. */
function lint(root: string, paths: string[]): Finding[] {
  const files = ask<{ filePath: string; messages: { ruleId: string | null }[] }[]>(
    root,
    'eslint/bin/eslint.js',
    ['--format', 'json', ...paths],
  );
  return files.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId }) => ({ path: filePath.slice(root.length + 1), rule: ruleId ?? 'unreadable' })),
  );
}

/** The plants' rules that were not reported, in words. */
const missed = (plants: Plant[], findings: Finding[]): string[] =>
  plants.flatMap(({ path, rules }) =>
    rules
      .filter((rule) => !findings.some((each) => each.path === path && each.rule === rule))
      .map((rule) => `${rule} did not report ${path}`),
  );

const pathsOf = (plants: Plant[]): string[] => plants.map(({ path }) => path);

describe('the law', () => {
  let copy: string;

  beforeAll(() => {
    copy = realpathSync(mkdtempSync(join(tmpdir(), 'mw-law-')));
    const laws = ['.dependency-cruiser.cjs', 'eslint.config.mjs', 'package.json', 'tsconfig.json'];
    for (const each of [...FOLDERS, ...laws]) cpSync(each, join(copy, each), { recursive: true });
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    for (const { path, text } of [...importPlants, ...lintPlants]) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('is kept by every import of the tree', () => {
    expect(cruise(resolve())).toEqual([]);
  });

  it('reports every planted import, and blames nothing else', () => {
    const findings = cruise(copy);
    expect(missed(importPlants, findings)).toEqual([]);
    const planted = new Set(pathsOf([...importPlants, ...lintPlants]));
    expect(findings.filter(({ path }) => !planted.has(path))).toEqual([]);
  });

  it('reports every planted line', () => {
    expect(missed(lintPlants, lint(copy, pathsOf(lintPlants)))).toEqual([]);
  });

  it('has a row for every lib, and no row without a lib', () => {
    const law = readFileSync('.dependency-cruiser.cjs', 'utf8');
    const table = /const libs = \{(.*?)\n\};/s.exec(law)![1]!;
    const rows = [...table.matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(readdirSync('libs').sort());
  });
});

describe('the budgets', () => {
  const here = readdirSync('.', { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
  const folders = [...FOLDERS, 'migrations', 'docs'].filter((folder) => existsSync(folder));
  const files = [...here, ...folders.flatMap(filesBelow)];
  const code = files.filter((path) => /\.(ts|mjs|cjs|sql)$/.test(path));
  const syntax = readSyntax(files.filter((path) => path.endsWith('.ts')));

  /** Lines of code that match, as `path:line: text`. */
  const linesWith = (pattern: RegExp): string[] =>
    code.flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
    );

  it('have no room for the type any', () => expect(syntax.anys).toEqual([]));

  // The character classes keep these lines from finding themselves.
  it('have no room for work put off', () => expect(linesWith(/\b(TO[D]O|FIX[M]E|XX[X])\b/)).toEqual([]));

  it('let a rule be switched off only with a reason on the line', () =>
    expect(linesWith(/eslint-dis[a]ble(?!.* -- \S)|@ts-(ignor[e]|nochec[k]|expect-erro[r])(?! \S)/)).toEqual(
      [],
    ));

  it('let no case keep the others from running', () => expect(syntax.alone).toEqual([]));

  it('hold every file but data and the lock file under 200 kB', () => {
    const isData = (path: string): boolean => path === 'package-lock.json' || /\/data\//.test(path);
    expect(files.filter((path) => !isData(path) && statSync(path).size > 200_000)).toEqual([]);
  });

  it('want a schema version at every event that is made', () => {
    expect(syntax.events.length).toBeGreaterThan(0);
    expect(syntax.unversioned).toEqual([]);
  });

  it('let nothing that the program is made of be hidden from the repository', () => {
    // A checkout only: what was unpacked from a package has no repository to be hidden from.
    if (!existsSync('.git')) return;
    const args = ['ls-files', '--others', '--ignored', '--exclude-standard', ...folders];
    const { stdout, status } = spawnSync('git', args, { encoding: 'utf8' });
    expect({ status, hidden: stdout.split('\n').filter(Boolean) }).toEqual({ status: 0, hidden: [] });
  });
});
