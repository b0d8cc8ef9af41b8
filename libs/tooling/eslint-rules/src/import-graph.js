// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
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
 * The way from one node of a graph to another, both ends included; undefined when there is none.
 *
 * @param {string} from
 * @param {string} to
 * @param {(node: string) => Iterable<string>} nextOf
 * @returns {string[] | undefined}
 */
const findWay = (from, to, nextOf) => {
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
    for (const next of nextOf(file)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      queue.push(next);
    }
  }
  return undefined;
};

/**
 * The way from one file to another along imports, both ends included; undefined when there is none.
 *
 * @param {string} from
 * @param {string} to
 */
export const findPath = (from, to) => findWay(from, to, importsOf);

const isSource = (/** @type {string} */ name) => /\.tsx?$/.test(name) && !/\.(spec|e2e|d)\.tsx?$/.test(name);

/**
 * Source files below a folder, tests and their helpers left out.
 *
 * @param {string} folder
 * @returns {string[]}
 */
const sourcesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['testing', 'node_modules', 'dist'].includes(entry.name) ? [] : sourcesBelow(path);
    return isSource(entry.name) ? [path] : [];
  });

/**
 * The file or folder directly in `folder` that a path belongs to; undefined for a path outside.
 *
 * @param {string} folder
 * @param {string} path
 */
const entryOf = (folder, path) => {
  const inside = relative(folder, path);
  return inside.startsWith('..') ? undefined : inside.split(sep)[0];
};

/** @type {Map<string, Map<string, Set<string>>>} */
const entriesByFolder = new Map();

/**
 * What the files and folders directly in a folder import of each other.
 *
 * @param {string} folder
 */
const entryGraph = (folder) => {
  const known = entriesByFolder.get(folder);
  if (known !== undefined) return known;
  /** @type {Map<string, Set<string>>} */
  const graph = new Map();
  for (const file of sourcesBelow(folder)) {
    const from = /** @type {string} */ (entryOf(folder, file));
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets);
    for (const imported of importsOf(file)) {
      const to = entryOf(folder, imported);
      if (to !== undefined && to !== from) targets.add(to);
    }
  }
  entriesByFolder.set(folder, graph);
  return graph;
};

/**
 * The circle of neighbouring folders (and files beside them) that an import closes, beginning and ending with the importing one; undefined
 * when it closes none. Neighbours are what lies directly in the deepest folder that holds both files.
 *
 * @param {string} from absolute path of the importing file
 * @param {string} to absolute path of the imported one
 * @returns {string[] | undefined}
 */
export const findFolderCircle = (from, to) => {
  let folder = dirname(from);
  while (entryOf(folder, to) === undefined) folder = dirname(folder);
  const own = entryOf(folder, from);
  const other = entryOf(folder, to);
  if (own === undefined || other === undefined || own === other) return undefined;
  const graph = entryGraph(folder);
  const back = findWay(other, own, (entry) => graph.get(entry) ?? []);
  return back && [own, ...back];
};
