// @ts-check

/** @typedef {import('eslint').Rule.Node & { decorators?: DecoratorNode[], id?: { name: string } }} Decorated */
/** @typedef {{ expression: { type: string, name?: string, callee?: { name?: string }, arguments?: { type: string, value?: unknown }[] } }} DecoratorNode */

const routes = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Options', 'Head', 'Search', 'Sse']);
const guards = new Set(['UseGuards', 'RequireScope', 'RequireOneScope']);

/** @param {DecoratorNode} decorator */
const nameOf = ({ expression }) =>
  (expression.type === 'CallExpression' ? expression.callee?.name : expression.name) ?? '';

/** @param {DecoratorNode} decorator */
const givesReason = ({ expression }) => {
  const [reason] = expression.arguments ?? [];
  return reason?.type === 'Literal' && typeof reason.value === 'string' && reason.value.trim() !== '';
};

/** @param {unknown} node */
const decoratorsOf = (node) => /** @type {Decorated} */ (node).decorators ?? [];

/**
 * Every handler of a Nest controller is guarded, on itself or on its class, or says `@Public('why')`.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const routeGuardedOrPublic = {
  meta: {
    type: 'problem',
    docs: { description: 'require a guard, or a reason to be public, on every route' },
    schema: [],
    messages: {
      open: "Route '{{name}}' is open: put @UseGuards or @RequireScope on it or on its controller, or say @Public('why').",
      unexplained: "@Public needs a reason: @Public('why everybody may call this').",
    },
  },
  create: (context) => ({
    /** @param {unknown} node */
    'ClassDeclaration, ClassExpression'(node) {
      const ofClass = decoratorsOf(node);
      if (!ofClass.some((decorator) => nameOf(decorator) === 'Controller')) return;

      const { body } = /** @type {import('estree').Class} */ (node);
      for (const member of body.body) {
        const ofMember = decoratorsOf(member);
        if (!ofMember.some((decorator) => routes.has(nameOf(decorator)))) continue;

        const both = [...ofClass, ...ofMember];
        const isPublic = both.find((decorator) => nameOf(decorator) === 'Public');
        if (isPublic !== undefined && !givesReason(isPublic)) {
          context.report({ node: /** @type {any} */ (isPublic), messageId: 'unexplained' });
        } else if (isPublic === undefined && !both.some((decorator) => guards.has(nameOf(decorator)))) {
          const { key } = /** @type {import('estree').MethodDefinition} */ (member);
          context.report({ node: key, messageId: 'open', data: { name: context.sourceCode.getText(key) } });
        }
      }
    },
  }),
};
