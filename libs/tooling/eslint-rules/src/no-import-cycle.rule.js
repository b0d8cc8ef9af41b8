// @ts-check
import { basename } from 'node:path';
import { findPath, resolveRelative } from './import-graph.js';

/**
 * No file reaches itself through its imports. Circles between libraries are the Nx rule's business.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const noImportCycle = {
  meta: {
    type: 'problem',
    docs: { description: 'refuse circular imports within a library, type imports included' },
    schema: [],
    messages: { circle: 'Circular import: {{circle}}.' },
  },
  create: (context) => {
    /** @param {{ source?: import('estree').Literal | null }} node */
    const check = ({ source }) => {
      if (typeof source?.value !== 'string') return;
      const target = resolveRelative(context.filename, source.value);
      const path = target && findPath(target, context.filename);
      if (!path) return;
      const circle = [context.filename, ...path].map((file) => basename(file)).join(' → ');
      context.report({ node: source, messageId: 'circle', data: { circle } });
    };
    return {
      ImportDeclaration: (node) => check(node),
      ExportNamedDeclaration: (node) => check(node),
      ExportAllDeclaration: (node) => check(node),
    };
  },
};
