// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** @type {Map<string, string[]>} */
const importsByFile = new Map();

const candidates = (/** @type {string} */ path) => {
  const bare = path.replace(/\.(js|jsx|mjs)$/, '');
  return [`${bare}.ts`, `${bare}.tsx`, `${bare}/index.ts`, path];
};

/**
 * The file a relative import means, or undefined.
 *
 * @param {string} from absolute path of the importing file
 * @param {string} specifier
 */
export const resolveRelative = (from, specifier) =>
  specifier.startsWith('.')
    ? candidates(resolve(dirname(from), specifier)).find((file) => existsSync(file))
    : undefined;

/**
 * Files that a file imports or re-exports by a relative path, type imports included.
 *
 * @param {string} file
 * @returns {string[]}
 */
const importsOf = (file) => {
  const known = importsByFile.get(file);
  if (known !== undefined) return known;

  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  const found = importedFiles.flatMap(({ fileName }) => resolveRelative(file, fileName) ?? []);
  importsByFile.set(file, found);
  return found;
};

/**
 * The way from one file to another along imports, both ends included; undefined when there is none.
 *
 * @param {string} from
 * @param {string} to
 * @returns {string[] | undefined}
 */
export const findPath = (from, to) => {
  /** @type {Map<string, string | undefined>} */
  const cameFrom = new Map([[from, undefined]]);
  const queue = [from];
  for (const file of queue) {
    if (file === to) {
      const path = [];
      for (let step = /** @type {string | undefined} */ (file); step !== undefined; step = cameFrom.get(step))
        path.unshift(step);
      return path;
    }
    for (const next of importsOf(file)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      queue.push(next);
    }
  }
  return undefined;
};
