// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = fileURLToPath(new URL('..', import.meta.url));
const kit = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css'));
const modules = join(kit, 'esm');

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

/** The kit components that the panel imports. */
const usedComponents = (): ReadonlySet<string> =>
  new Set(
    filesBelow(source)
      .filter((path) => path.endsWith('.tsx') && !path.endsWith('.spec.tsx'))
      .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)])
      .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
      .filter((name) => /^[A-Z]/.test(name)),
  );

/** Style sheets of a kit module and of everything that it imports. */
const sheetsOf = (path: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, imported = ''] of readFileSync(path, 'utf8').matchAll(/ from "(\.[^"]+)"/g)) {
    sheetsOf(join(dirname(path), imported), seen);
  }
  return seen;
};

/** Subcomponents of the kit (`Radio.Card`) that the panel does not use. */
const otherParts = ['CheckboxCard', 'CheckboxIndicator', 'RadioCard', 'RadioIndicator'];

it('the style sheets of all components that the panel uses are imported', () => {
  const used = usedComponents();
  const entries = filesBelow(join(modules, 'components')).filter((path) =>
    used.has(/\/([A-Za-z]+)\.mjs$/.exec(path)?.[1] ?? ''),
  );
  const needed = new Set(
    entries
      .flatMap((path) => [...sheetsOf(path)])
      .map((path) => /\/([A-Za-z]+)\.module\.mjs$/.exec(path)?.[1])
      .filter((name) => name !== undefined),
  );
  const imported = [
    ...readFileSync(join(source, 'theme/kit.css'), 'utf8').matchAll(/@mantine\/core\/styles\/([A-Z]\w+)\.css/g),
  ].map(([, name = '']) => name);

  expect(entries.length).toBeGreaterThan(20);
  expect([...needed].filter((name) => !imported.includes(name) && !otherParts.includes(name))).toEqual([]);
});
