import { describe, expect, inject, it } from 'vitest';
import { openBrowser } from './support/people.js';
import { dialOrigin, sendRaw } from './support/raw-request.js';

const postern = inject('postern');

describe('a request that is too large', () => {
  it.each([
    ['one header over 16 kB on the public listener', 'public', 20_000, 431],
    ['one header over 16 kB on the certificate listener', 'mtls', 20_000, 431],
    ['one header over 16 kB at the demo application', 'demo', 20_000, 431],
    ['a header that just fits', 'public', 15_000, 401],
  ] as const)('is answered with a page that says what to do: %s', async (_what, listener, size, expected) => {
    const origin = postern.origins[listener];

    const { status, body } = await sendRaw(dialOrigin(postern, origin), {
      path: listener === 'mtls' ? '/api/mtls/sign-in' : '/api/v2/me',
      host: new URL(origin).host,
      headers: [['Cookie', `a=${'b'.repeat(size)}`]],
    });

    expect(status).toBe(expected);
    if (expected === 431) expect(body).toContain('Delete the cookies of this site');
  });

  it('is refused when its body is over 2 MB', async () => {
    const { status } = await openBrowser(postern).send(`${postern.origins.public}/api/v2/certificates/inspect`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ certificate: 'A'.repeat(2_200_000) }),
    });

    expect(status).toBe(413);
  });
});
