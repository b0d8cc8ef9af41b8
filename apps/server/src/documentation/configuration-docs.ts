import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

interface Variable {
  readonly name: string;
  readonly description: string;
  /** Source text of the default; undefined when it must be set. */
  readonly initial: string | undefined;
}

interface Section {
  readonly source: string;
  readonly title: string;
  readonly variables: readonly Variable[];
}

const commentOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const readDefault = (initializer: ts.Expression | undefined): string | undefined => {
  if (initializer === undefined) return undefined;
  if (initializer.getText() === 'undefined') return '';
  if (ts.isArrayLiteralExpression(initializer))
    return initializer.elements.map((element) => element.getText()).join(',');
  const text = initializer.getText();
  return ts.isStringLiteral(initializer) ? initializer.text : text.replaceAll('_', '');
};

const readSection = (root: string, file: string): Section[] => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isClassDeclaration).map((declaration) => ({
    source: relative(root, file),
    title: commentOf(declaration),
    variables: declaration.members.filter(ts.isPropertyDeclaration).map((property) => ({
      name: property.name.getText(),
      description: commentOf(property),
      initial: readDefault(property.initializer),
    })),
  }));
};

const findConfigFiles = (root: string): string[] =>
  ['libs/server', 'apps/server']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => path.endsWith('.config.ts') && !/(^|\/)(node_modules|dist)\//.test(path))
    // The server's own first, then the libraries by name.
    .sort(
      (one, other) =>
        Number(other.includes('server.config')) - Number(one.includes('server.config')) || (one < other ? -1 : 1),
    )
    .map((path) => join(root, path));

const row = ({ name, description, initial }: Variable): string => {
  const cell = initial === undefined ? '**must be set**' : initial === '' ? 'empty' : `\`${initial}\``;
  return `| \`${name}\` | ${cell} | ${description.replaceAll('|', '\\|')} |`;
};

/** Writes docs/configuration.md from the configuration classes: one table each. */
export const documentConfiguration = (root: string): string => {
  const sections = findConfigFiles(root).flatMap((file) => readSection(root, file));
  const tables = sections.map(
    ({ title, source, variables }) =>
      `## ${title.replace(/\.$/, '')}\n\n\`${source}\`\n\n| variable | default | what it does |\n|---|---|---|\n${variables.map(row).join('\n')}\n`,
  );
  return [
    '# Configuration',
    '',
    'Postern is configured by environment variables only. Each is read once, when the server starts, and checked: what is missing or wrong stops the start with a sentence that names the variable. Nothing has a built-in default secret. `npm start` sets all of them for you.',
    '',
    'This page is generated from the configuration classes (`npm run docs:configuration`).',
    '',
    tables.join('\n'),
  ].join('\n');
};
