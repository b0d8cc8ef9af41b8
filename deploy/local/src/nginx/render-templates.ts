import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../state/private-files.js';

/** Replaces every `${NAME}` in capitals; `$name` and `${name}` are Nginx's own. An unknown name is a mistake in a template. */
export const renderTemplate = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_match, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The Nginx templates name \${${name}}, which nothing gives a value.`);
    return value;
  });

/** Renders a folder of `*.template` files into another one, and copies the other configuration and pages beside them. */
export const renderFolder = (
  source: string,
  target: string,
  values: Readonly<Record<string, string>>,
  skip: (path: string) => boolean = () => false,
): void => {
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    if (skip(from)) continue;
    if (entry.isDirectory()) renderFolder(from, join(target, entry.name), values, skip);
    else if (entry.name.endsWith('.template')) {
      writePrivate(
        join(target, entry.name.slice(0, -'.template'.length)),
        renderTemplate(readFileSync(from, 'utf8'), values),
      );
    } else if (/\.(html|problem)$/.test(entry.name)) copyFileSync(from, join(target, entry.name));
  }
};
