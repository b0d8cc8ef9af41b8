// @ts-check
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../server/providers');

/** A provider's folder has the name of its type. */
const providerTypes = readdirSync(folder).filter((name) => name !== 'registry');

/** @param {import('estree').Node} node @returns {boolean} */
const isType = (node) => {
  if (node.type === 'ChainExpression') return isType(node.expression);
  if (node.type === 'MemberExpression') return isType(node.property);
  if (node.type === 'Literal') return node.value === 'type';
  return node.type === 'Identifier' && /^(type|\w+Type)$/.test(node.name);
};

/** @param {import('estree').Node | null | undefined} node */
const namesProvider = (node) => {
  if (node?.type === 'Literal') return providerTypes.includes(String(node.value));
  return node?.type === 'TemplateLiteral' && providerTypes.includes(node.quasis[0]?.value.cooked ?? '');
};

/**
 * Pages display a provider by its descriptor and never check its type, so that a new provider needs no change in them.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const noProviderByName = {
  meta: {
    type: 'problem',
    docs: { description: 'keep pages from knowing a sign-in provider by its type' },
    schema: [],
    messages: {
      named: 'A page must not know a sign-in provider by name; say in the descriptor what differs, and ask that.',
    },
  },
  create: (context) => ({
    BinaryExpression: (node) => {
      const { left, right } = node;
      if ((isType(left) && namesProvider(right)) || (isType(right) && namesProvider(left)))
        context.report({ node, messageId: 'named' });
    },
    SwitchStatement: (node) => {
      if (!isType(node.discriminant)) return;
      for (const { test } of node.cases)
        if (namesProvider(test)) context.report({ node: test ?? node, messageId: 'named' });
    },
    CallExpression: ({ callee, arguments: given }) => {
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'ArrayExpression') return;
      const [looked] = given;
      if (looked === undefined || looked.type === 'SpreadElement' || !isType(looked)) return;
      for (const node of callee.object.elements)
        if (node !== null && namesProvider(node)) context.report({ node, messageId: 'named' });
    },
  }),
};
