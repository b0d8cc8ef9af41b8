// @ts-check

/** Comments that switch a check off, each with the pattern its reason has to follow. */
const suppressions = [
  { names: /^\s*eslint-disable(?:-next-line|-line)?\b/, reason: /\s--\s+\S.{4,}/s },
  {
    names: /^\s*@ts-(?:expect-error|ignore|nocheck)\b/,
    reason: /^\s*@ts-(?:expect-error|ignore|nocheck)[\s:-]+\S.{4,}/s,
  },
  { names: /^\s*prettier-ignore\b/, reason: /^\s*prettier-ignore(?:-start|-end)?[\s:-]+\S.{4,}/s },
  { names: /^\s*(?:v8|c8|istanbul) ignore\b/, reason: /\s--\s+\S.{4,}/s },
];

/**
 * Whether a comment switches a check off without saying why.
 *
 * @param {string} comment without its delimiters
 */
const isUnexplained = (comment) =>
  suppressions.some(({ names, reason }) => names.test(comment) && !reason.test(comment));

/**
 * A suppression carries its reason on its line: `// eslint-disable-next-line no-console -- the launcher talks to people`.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const noSuppressionWithoutReason = {
  meta: {
    type: 'problem',
    docs: { description: 'require a reason on every comment that switches a check off' },
    schema: [],
    messages: { unexplained: "Say why on this line ('{{comment}}'), after ` -- `." },
  },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (comment.loc == null || !isUnexplained(comment.value)) continue;
        context.report({ loc: comment.loc, messageId: 'unexplained', data: { comment: comment.value.trim() } });
      }
    },
  }),
};
