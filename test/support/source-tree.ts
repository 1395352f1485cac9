import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Files below a folder, as paths that begin with it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** What the syntax of one file shows, each finding as `path:line`. */
export interface Syntax {
  /** Uses of the type `any`. */
  anys: string[];
  /** Events that are made (an object with stream, type and body), and those of them without a schema version. */
  events: string[];
  unversioned: string[];
  /** Suites or cases that keep all others from running. */
  alone: string[];
}

/** Reads TypeScript files by their syntax: words in texts and comments are not mistaken for code. */
export function readSyntax(paths: string[]): Syntax {
  const found: Syntax = { anys: [], events: [], unversioned: [], alone: [] };
  for (const path of paths) {
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
    const at = (node: ts.Node): string =>
      `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.anys.push(at(node));
      if (ts.isCallExpression(node) && /^(describe|it|test)\.only$/.test(node.expression.getText(file)))
        found.alone.push(at(node));
      if (ts.isObjectLiteralExpression(node)) {
        const names = node.properties.map((each) => each.name?.getText(file));
        if (['stream', 'type', 'occurredAt', 'body'].every((name) => names.includes(name))) {
          found.events.push(at(node));
          if (!names.includes('schemaVersion')) found.unversioned.push(at(node));
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}
