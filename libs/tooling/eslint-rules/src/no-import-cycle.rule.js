// @ts-check
import { basename } from 'node:path';
import { findFolderCircle, findPath, resolveRelative } from './import-graph.js';

const isTest = (/** @type {string} */ file) => /\.(spec|e2e)\.tsx?$|[\\/]testing[\\/]/.test(file);

/**
 * No file reaches itself through its imports, and no folder reaches itself through its neighbours: folders of one library form layers.
 * Circles between libraries are the Nx rule's business. Tests may look anywhere.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const noImportCycle = {
  meta: {
    type: 'problem',
    docs: { description: 'refuse circular imports within a library, type imports included' },
    schema: [],
    messages: {
      circle: 'Circular import: {{circle}}.',
      folders: 'Circular folders: {{circle}}. Move what both need below them, or this file to where it is used.',
    },
  },
  create: (context) => {
    /** @param {{ source?: import('estree').Literal | null }} node */
    const check = ({ source }) => {
      if (typeof source?.value !== 'string') return;
      const target = resolveRelative(context.filename, source.value);
      if (target === undefined) return;
      const path = findPath(target, context.filename);
      if (path !== undefined) {
        const circle = [context.filename, ...path].map((file) => basename(file)).join(' → ');
        context.report({ node: source, messageId: 'circle', data: { circle } });
        return;
      }
      const folders = isTest(context.filename) ? undefined : findFolderCircle(context.filename, target);
      if (folders !== undefined) {
        context.report({ node: source, messageId: 'folders', data: { circle: folders.join(' → ') } });
      }
    };
    return {
      ImportDeclaration: (node) => check(node),
      ExportNamedDeclaration: (node) => check(node),
      ExportAllDeclaration: (node) => check(node),
    };
  },
};
