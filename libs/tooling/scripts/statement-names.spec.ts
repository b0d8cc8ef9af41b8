import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Named {
  readonly name: string;
  /** As the call has it: the text itself, or what stands for it. */
  readonly text: string;
  readonly file: string;
}

const sources = ['libs/server', 'apps/server/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|\.d\.ts$|(^|\/)(dist|node_modules|testing)\//.test(file))
    .map((file) => join(folder, file)),
);

/** What the methods of `Statements` are called with: a name, and the text that goes with it. */
const namedIn = (file: string): readonly Named[] => {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: Named[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [name, text] = node.arguments;
      const isStatement = ['run', 'one', 'only', 'affected'].includes(node.expression.name.text);
      if (isStatement && text !== undefined && name !== undefined && ts.isStringLiteral(name))
        found.push({ name: name.text, text: text.getText(source), file });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const named = sources.flatMap(namedIn);
const isWhole = (text: string): boolean => /^['"`]/.test(text) && !text.includes('${');

it('a statement name goes with one text', () => {
  const first = new Map<string, Named>();
  const twins = named.filter((each) => {
    const before = first.get(each.name);
    if (before === undefined) first.set(each.name, each);
    // What is interpolated, or called the same in two files, may still differ; a name of an import is the same everywhere.
    return (
      before !== undefined &&
      !(before.text === each.text && (isWhole(each.text) || before.file === each.file || imported(each)))
    );
  });

  expect(named.length).toBeGreaterThan(150);
  expect(twins).toEqual([]);
});

it('PostgreSQL tells every statement name apart', () => {
  expect(named.map(({ name }) => name).filter((name) => name.length > 63)).toEqual([]);
});

const imported = ({ text, file }: Named): boolean =>
  new RegExp(`import \\{[^}]*\\b${text}\\b[^}]*\\}`).test(readFileSync(join(root, file), 'utf8'));
