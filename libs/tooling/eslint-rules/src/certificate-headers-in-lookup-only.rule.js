// @ts-check

const certificateHeader = /x[-_]ssl[-_]client/i;

/**
 * Only one file reads the headers that Nginx makes from the client certificate; no other file names them.
 * Which files may is decided where the rule is switched on.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const certificateHeadersInLookupOnly = {
  meta: {
    type: 'problem',
    docs: { description: 'keep the certificate headers to their one reader' },
    schema: [],
    messages: {
      named: 'Only proxied-certificate.reader.ts reads X-SSL-Client-* headers; take the certificate from it.',
    },
  },
  create: (context) => {
    /** @param {import('eslint').Rule.Node} node @param {unknown} text */
    const check = (node, text) => {
      if (typeof text === 'string' && certificateHeader.test(text)) context.report({ node, messageId: 'named' });
    };
    return {
      Literal: (node) => check(node, node.value),
      TemplateElement: (node) => check(node, node.value.cooked),
      Identifier: (node) => check(node, node.name),
    };
  },
};
