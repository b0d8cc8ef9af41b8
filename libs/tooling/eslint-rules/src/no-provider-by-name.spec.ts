import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { noProviderByName } from './no-provider-by-name.rule.js';

RuleTester.describe = describe;
RuleTester.it = it;

new RuleTester().run('no-provider-by-name', noProviderByName, {
  valid: [
    `kind === 'password'`,
    `method.action.kind === 'navigate'`,
    `types.find((one) => one.type === method.type)`,
    `event.type === 'sign_in.failed'`,
    `switch (field.kind) { case 'password': break; }`,
  ],
  invalid: [
    `method.type === 'mtls'`,
    `'password' !== type`,
    'method?.type === `mtls`',
    `method['type'] == 'mtls'`,
    `switch (provider.type) { case 'password': break; default: }`,
    `['mtls'].includes(method.type)`,
  ].map((code) => ({ code, errors: [{ messageId: 'named' }] })),
});
