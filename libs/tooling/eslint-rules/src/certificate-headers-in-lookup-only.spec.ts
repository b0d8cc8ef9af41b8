import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { certificateHeadersInLookupOnly } from './certificate-headers-in-lookup-only.rule.js';

RuleTester.describe = describe;
RuleTester.it = it;

new RuleTester().run('certificate-headers-in-lookup-only', certificateHeadersInLookupOnly, {
  valid: [`request.headers['x-request-id']`, `// X-SSL-Client-Cert is read elsewhere\nfoo();`],
  invalid: [
    `request.headers['x-ssl-client-cert']`,
    `const name = 'X-SSL-Client-Verify';`,
    'const name = `X-SSL-Client-${part}`;',
    `const { x_ssl_client_dn } = headers;`,
  ].map((code) => ({ code, errors: code.includes('{ x_ssl') ? 2 : [{ messageId: 'named' }] })),
});
