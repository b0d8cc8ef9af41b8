import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assertionType, now, x5t, x5tS256 } from '../../testing/assertion-clients.js';
import { AssertionFixture, tokenRequest } from '../../testing/assertion-fixture.js';
import { tokenEndpoint } from '../../testing/test-server.js';

const fixture = new AssertionFixture();
const invalidClient = [401, 'invalid_client'] as const;
const invalidRequest = [400, 'invalid_request'] as const;

const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const claims = () => ({
  ...{ aud: tokenEndpoint, iss: fixture.clientId, sub: fixture.clientId },
  ...{ jti: crypto.randomUUID(), exp: now() + 300 },
});
const rsaHeader = () => ({ alg: 'RS256', x5t: x5t(fixture.rsa) });
const post = (client_assertion: string, more = {}) =>
  fixture.server.token({ ...tokenRequest, client_assertion_type: assertionType, client_assertion, ...more });
/** Signed with the registered key, whatever its contents. */
const signed = (header: unknown, payload: unknown) => {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign('sha256', Buffer.from(input), fixture.rsa.privateKeyPem).toString('base64url')}`;
};
const withSignature = (header: object, signature: Uint8Array) =>
  `${encode(header)}.${encode(claims())}.${Buffer.from(signature).toString('base64url')}`;

const tokens = async () => (await fixture.server.sql<{ n: number }>('select count(*)::int n from oidc_artifact'))[0]?.n;

/** Expects a refusal with its own sentence, and nothing stored. */
const expectRefused = async (
  assertion: string,
  [status, error]: readonly [number, string],
  sentence: RegExp | string = /./,
) => {
  const before = await tokens();
  const answer = await post(assertion);

  expect([answer.status, answer.body?.error]).toEqual([status, error]);
  expect(answer.body.error_description).toMatch(sentence);
  expect(await tokens()).toBe(before);
};

describe('an assertion that is signed by the right key but absurd is refused:', () => {
  it.each<[string, object]>([
    ['sub that is a number', { sub: 5 }],
    ['sub that is a list', { sub: ['client'] }],
    ['sub that is an object', { sub: { toString: 1 } }],
    ['sub that is a prototype', { sub: '__proto__' }],
    ['sub with a null byte', { sub: 'a\0b' }],
    ['sub of 10 kB', { sub: 'x'.repeat(10_240) }],
    ['iss of somebody else', { iss: 'somebody-else' }],
    ['iss that is a list', { iss: ['a'] }],
    ['aud that is a number', { aud: 5 }],
    ['aud that is a list of lists', { aud: [[tokenEndpoint]] }],
    ['aud with a number beside it', { aud: [tokenEndpoint, 5] }],
    ['aud in capital letters', { aud: tokenEndpoint.toUpperCase() }],
    ['aud with a port', { aud: tokenEndpoint.replace('id.test', 'id.test:443') }],
    ['jti of 10 kB', { jti: 'x'.repeat(10_240) }],
    ['jti with a null byte', { jti: 'a\0b' }],
    ['jti of half a character', { jti: '\ud800' }],
    ['jti that is empty', { jti: '' }],
    ['jti that is a list', { jti: ['a'] }],
    ['exp of 1e308', { exp: 1e308 }],
    ['exp that is a list', { exp: [now() + 300] }],
    ['exp that is true', { exp: true }],
    ['exp of zero', { exp: 0 }],
    ['nbf of 1e308', { nbf: 1e308 }],
    ['iat that is a list', { iat: [1] }],
  ])('%s', async (_, wrong) => {
    await expectRefused(signed(rsaHeader(), { ...claims(), ...wrong }), invalidClient);
  });

  it.each<[string, object, string]>([
    ['crit', { crit: ['exp'], exp: 1 }, 'plain signed JWT'],
    ['b64 of false', { b64: false, crit: ['b64'] }, 'plain signed JWT'],
    ['zip', { zip: 'DEF' }, 'plain signed JWT'],
    ['jku', { jku: 'https://attacker.test/jwks' }, 'the one that was registered'],
    ['x5c and no thumbprint', { x5t: undefined, kid: 'a', x5c: [] }, 'the one that was registered'],
    ['typ that is a list', { typ: ['JWT'] }, 'typ of the assertion'],
    ['alg that is a list', { alg: ['RS256'] }, 'alg of the assertion'],
    ['x5t that is a list', { x5t: ['a'] }, 'x5t must be'],
    ['x5t of 10 kB', { x5t: 'A'.repeat(10_240) }, 'x5t must be'],
    ['no name of a key', { x5t: undefined }, 'must name the certificate'],
    ['kid that is a prototype, and nothing else', { x5t: undefined, kid: '__proto__' }, 'not registered'],
  ])('header with %s', async (_, more, sentence) => {
    await expectRefused(signed({ ...rsaHeader(), ...more }, claims()), invalidClient, sentence);
  });

  it('two thumbprints that name two certificates', async () => {
    const header = { ...rsaHeader(), 'x5t#S256': x5tS256(fixture.rsaOther) };

    await expectRefused(signed(header, claims()), invalidClient, 'not registered');
  });
});

describe('what is no assertion is refused:', () => {
  it.each<[string, () => string, readonly [number, string]]>([
    ['a word', () => 'x', invalidRequest],
    ['three letters', () => 'a.b.c', invalidRequest],
    ['an encrypted JWT', () => 'a.b.c.d.e', invalidRequest],
    ['a header that is null', () => signed('null', claims()), invalidClient],
    ['a header that is a list', () => signed('[]', claims()), invalidClient],
    ['claims that are a list', () => signed(rsaHeader(), '[]'), invalidRequest],
    ['claims that are a text', () => signed(rsaHeader(), '"text"'), invalidRequest],
    ['a JWT within a JWT', () => signed({ ...rsaHeader(), cty: 'JWT' }, signed(rsaHeader(), claims())), invalidRequest],
    ['JSON without end', () => signed(rsaHeader(), '{"a":'.repeat(5000)), invalidRequest],
    ['JSON within JSON', () => signed(rsaHeader(), `${'{"a":'.repeat(4000)}1${'}'.repeat(4000)}`), invalidClient],
    [
      'a JWS as JSON',
      () => JSON.stringify({ protected: encode(rsaHeader()), payload: 'e30', signature: 'aa' }),
      invalidRequest,
    ],
  ])('%s', async (_, make, expected) => {
    await expectRefused(make(), expected);
  });

  // CVE-2022-21449: r and s of zero, or of the order of the curve, verified everywhere.
  const order = Buffer.from('FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551', 'hex');
  it.each<[string, Uint8Array]>([
    ['r and s of zero', Buffer.alloc(64)],
    ['r and s of the order', Buffer.concat([order, order])],
    ['all ones', Buffer.alloc(64, 255)],
    ['nothing', Buffer.alloc(0)],
    ['zeros in DER', Buffer.from('3006020100020100', 'hex')],
    ['a byte too many', Buffer.alloc(65)],
  ])('an ES256 signature of %s', async (_, signature) => {
    await fixture.register(fixture.ec);

    await expectRefused(withSignature({ alg: 'ES256', x5t: x5t(fixture.ec) }, signature), invalidClient, 'not signed');
  });

  it.each<[string, () => object, string]>([
    ['RS256 under an EC key', () => ({ alg: 'RS256', x5t: x5t(fixture.ec) }), 'none that the registered key'],
    ['ES256 under an RSA key', () => ({ alg: 'ES256', x5t: x5t(fixture.rsa) }), 'none that the registered key'],
    ['RS256 with a signature of zeros', rsaHeader, 'not signed'],
  ])('%s', async (_, header, sentence) => {
    await fixture.register(fixture.ec);

    await expectRefused(withSignature(header(), Buffer.alloc(256)), invalidClient, sentence);
  });
});
