import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { copyPrefix, makeFolder } from './private-files.js';

/** Files that are larger hold no configuration. */
const largest = 1024 * 1024;
const deepest = 4;

export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/**
 * A complete copy of Nginx's configuration in which some text is replaced, for `nginx -t` to judge: nothing that Nginx may
 * read meanwhile is touched. Includes by absolute path follow into the copy. Keys, certificates and pages are not copied: the copy
 * has links to them.
 *
 * @param main Nginx's main file; the folder it lies in is copied
 * @param parent where the copy is made: a folder of the agent's, so that what a killed agent left is found (`removeLeftovers`)
 * @returns the copy's main file, whether any file has the text that is replaced, and how to remove the copy
 */
export const copyConfiguration = (main: string, parent: string, replacement: Replacement) => {
  const source = dirname(main);
  const copy = mkdtempSync(join(parent, copyPrefix));
  const replacements = [replacement, { from: `include ${source}/`, to: `include ${copy}/` }];
  replacements.push({ from: `include "${source}/`, to: `include "${copy}/` });
  const found = copyFolder(source, copy, replacements, deepest, parent);
  return { main: join(copy, basename(main)), found, remove: () => rmSync(copy, { recursive: true, force: true }) };
};

/** @returns whether any file has the text of the first replacement */
const copyFolder = (
  from: string,
  to: string,
  replacements: readonly Replacement[],
  depth: number,
  apart: string,
): boolean => {
  let has = false;
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    if (source === apart) continue;
    // Through links, as Nginx reads them (sites-enabled); one that leads nowhere is none.
    const found = statSync(source, { throwIfNoEntry: false });
    if (found?.isDirectory() && depth > 0) {
      makeFolder(target);
      has = copyFolder(source, target, replacements, depth - 1, apart) || has;
    } else if (found?.isFile() && found.size <= largest) {
      if (/\.(pem|crt|key|html|js|css|log)$/.test(name)) symlinkSync(source, target);
      else {
        const text = readFileSync(source, 'latin1');
        has ||= text.includes(replacements[0]!.from);
        writeFileSync(target, replaceAll(text, replacements), { encoding: 'latin1', mode: 0o600 });
      }
    }
  }
  return has;
};

const replaceAll = (text: string, replacements: readonly Replacement[]): string =>
  replacements.reduce((changed, { from, to }) => changed.replaceAll(from, to), text);
