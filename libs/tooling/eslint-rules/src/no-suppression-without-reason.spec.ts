import { RuleTester } from 'eslint';
import { parser } from 'typescript-eslint';
import { describe, it } from 'vitest';
import { noSuppressionWithoutReason } from './no-suppression-without-reason.rule.js';

RuleTester.describe = describe;
RuleTester.it = it;

new RuleTester({ languageOptions: { parser } }).run('no-suppression-without-reason', noSuppressionWithoutReason, {
  valid: [
    '// eslint-disable-next-line no-console -- the launcher talks to people\nconsole.log(1);',
    '/* eslint-disable no-console -- a command */',
    '// @ts-expect-error -- the types of the engine lack this option\nfoo();',
    '// @ts-expect-error the types of the engine lack this option\nfoo();',
    '// prettier-ignore -- columns line up\nfoo();',
    '// an ordinary comment about eslint-disable',
  ],
  invalid: [
    '// eslint-disable-next-line no-console\nconsole.log(1);',
    '/* eslint-disable no-console */',
    '// eslint-disable-next-line no-console -- \nconsole.log(1);',
    '// @ts-expect-error\nfoo();',
    '// @ts-ignore\nfoo();',
    '// @ts-nocheck',
    '// prettier-ignore\nfoo();',
    '/* v8 ignore next */\nfoo();',
  ].map((code) => ({ code, errors: [{ messageId: 'unexplained' }] })),
});
