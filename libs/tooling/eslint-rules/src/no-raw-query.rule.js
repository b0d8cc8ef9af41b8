// @ts-check

/** @param {import('estree').MemberExpression} member */
const nameOf = ({ property, computed }) => {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' ? property.value : undefined;
};

/**
 * SQL goes through `Statements`, which names it, or through an entity (ADR 0031). What TypeORM and `pg` call `query` is called nowhere else;
 * `request.query`, which is read and not called, is something else.
 * Which files may is decided where the rule is switched on.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const noRawQuery = {
  meta: {
    type: 'problem',
    docs: { description: 'keep unnamed SQL to the database library, migrations and tests' },
    schema: [],
    messages: {
      raw: 'Raw SQL: use the entity, or a named statement by `Statements` or `Statements.in(manager)` (ADR 0031).',
    },
  },
  create: (context) => ({
    MemberExpression: (node) => {
      const { parent } = node;
      const isCalled = parent.type === 'CallExpression' && parent.callee === node;
      const isBorrowed =
        parent.type === 'MemberExpression' &&
        parent.object === node &&
        ['bind', 'call', 'apply'].includes(String(nameOf(parent)));
      if (nameOf(node) === 'query' && (isCalled || isBorrowed)) context.report({ node, messageId: 'raw' });
    },
  }),
};
