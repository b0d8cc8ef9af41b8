import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { assertionType, now, x5t } from '../../testing/assertion-clients.js';
import { AssertionFixture, tokenRequest } from '../../testing/assertion-fixture.js';
import { tokenEndpoint } from '../../testing/test-server.js';

const fixture = new AssertionFixture();

describe('the algorithm of an assertion', () => {
  const claims = () => ({
    ...{ aud: tokenEndpoint, iss: fixture.clientId, sub: fixture.clientId, jti: crypto.randomUUID(), exp: now() + 300 },
  });
  const post = (client_assertion: string) =>
    fixture.server.token({ ...tokenRequest, client_assertion_type: assertionType, client_assertion });

  it.each(['HS256', 'HS384', 'HS512'])('is not %s with the public key for a secret', async (alg) => {
    const spki = await crypto.subtle.exportKey('spki', fixture.rsa.keys.publicKey);
    for (const key of [Buffer.from(fixture.rsa.pem), Buffer.from(spki), Buffer.from(fixture.rsa.der)]) {
      const assertion = await new SignJWT(claims()).setProtectedHeader({ alg, x5t: x5t(fixture.rsa) }).sign(key);

      expect((await post(assertion)).body.error).toBe('invalid_client');
    }
    await expect.poll(() => fixture.reasons()).toEqual(Array(3).fill('assertion.algorithm'));
  });

  it.each(['none', 'None', 'NONE', 'nOnE', ''])('is not "%s"', async (alg) => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    for (const signature of ['', 'AAAA']) {
      const answer = await post(`${encode({ alg, x5t: x5t(fixture.rsa) })}.${encode(claims())}.${signature}`);

      expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
    }
  });

  it.each(['RS384', 'RS512', 'PS384', 'PS512'])('is not %s', async (alg) => {
    await fixture.expectRefused(await fixture.ask({ alg }), 'assertion.algorithm', 'RS256, PS256 or ES256');
  });

  it('must suit the named key', async () => {
    await fixture.register(fixture.ec);

    const answer = await fixture.ask({ signer: fixture.rsa, header: { x5t: x5t(fixture.ec) } });

    await fixture.expectRefused(answer, 'assertion.algorithm', 'none that the registered key may sign with');
  });

  it.each(['at+jwt', 'dpop+jwt', 'secevent+jwt', 5])('goes with no other type of token: %s', async (typ) => {
    await fixture.expectRefused(await fixture.ask({ header: { typ } }), 'assertion.type', 'must be JWT');
  });

  it('makes a signature over every byte', async () => {
    const { client_assertion: good } = await fixture.assertion();
    const [header, payload, signature] = good.split('.') as [string, string, string];
    const other = Buffer.from(JSON.stringify({ ...claims(), exp: now() + 500 })).toString('base64url');

    expect((await post(`${header}.${other}.${signature}`)).status).toBe(401);
    expect((await post(`${header}.${payload}.${signature.slice(0, -4)}AAAA`)).status).toBe(401);
    expect((await post(good)).status).toBe(200);
  });
});
