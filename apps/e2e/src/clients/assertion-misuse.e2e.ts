import { createHmac, createPublicKey, randomUUID } from 'node:crypto';
import { issueSelfSigned } from '@postern/dev-pki';
import type { HttpAnswer } from '@postern/http-browser';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type AssertionParts, assertionType, now, registerSigner, Signer, x5tOf } from '../support/assertions.js';
import { eventsSince } from '../support/event-log.js';
import { inParallel, times } from '../support/in-parallel.js';
import { pairOf } from '../support/issuing.js';
import { Management } from '../support/management.js';
import type { PemPair } from '../support/people.js';

const postern = inject('postern');
const begun = new Date();
let admin: Management;
let signer: Signer;
let own: PemPair;
let second: PemPair;
let stranger: PemPair;

const issue = async (name: string, options = {}): Promise<PemPair> =>
  pairOf(await issueSelfSigned({ subject: `CN=${name}`, keyAlgorithm: 'rsa-2048', ...options }));

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  [own, second, stranger] = await Promise.all([issue('own'), issue('second'), issue('stranger')]);
  const { client_id } = await registerSigner(admin, [own, second]);
  await registerSigner(admin, [stranger]);
  signer = new Signer(postern, client_id, own);
});

/** Recorded refusals of the application, by reason. Earlier ones may be written late, so each reason is counted separately. */
const recorded = async (reason: string): Promise<number> => {
  const events = await eventsSince(admin, 'client.authentication_failed', begun);
  return events.filter(({ clientId, details }) => clientId === signer.clientId && details['reason'] === reason).length;
};

const expectRefused = async (send: () => Promise<HttpAnswer>, reason: string): Promise<void> => {
  const before = await recorded(reason);
  const { status, body } = await send();
  const { error, error_description: sentence, access_token: token } = JSON.parse(body) as Record<string, unknown>;
  expect([status, error, token]).toEqual([401, 'invalid_client', undefined]);
  expect(sentence).toMatch(/\w+ \w+ \w+/);
  await expect.poll(() => recorded(reason)).toBe(before + 1);
};

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** What no library would make. */
const askWith = (client_assertion: string) =>
  signer.ask(undefined, { client_assertion_type: assertionType, client_assertion });

const handmade = (header: object, sign: (text: string) => string): string => {
  const claims = {
    aud: signer.tokenEndpoint,
    iss: signer.clientId,
    sub: signer.clientId,
    jti: randomUUID(),
    exp: now() + 300,
  };
  const text = `${encode({ typ: 'JWT', x5t: x5tOf(own), ...header })}.${encode(claims)}`;
  return `${text}.${sign(text)}`;
};

describe('an assertion on the wire', () => {
  it('D2 is refused the second time: replayed jti', async () => {
    const proof = signer.proof();
    expect((await signer.ask(undefined, proof)).status).toBe(200);

    await expectRefused(() => signer.ask(undefined, proof), 'assertion.replayed');
  });

  it('D2 is accepted in exactly one of 20 simultaneous requests', async () => {
    const proof = signer.proof();

    const answers = await inParallel(
      20,
      times(20, () => () => signer.ask(undefined, proof)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(401)]);
  });

  it.each<[string, string, () => AssertionParts]>([
    ['for another server', 'assertion.audience', () => ({ claims: { aud: 'https://other.test/oidc/token' } })],
    [
      'for two servers',
      'assertion.audience',
      () => ({ claims: { aud: [signer.tokenEndpoint, 'https://other.test'] } }),
    ],
    ['for another endpoint', 'assertion.audience', () => ({ claims: { aud: `${postern.issuer}/token/revocation` } })],
    ['with jku', 'assertion.header_parameter', () => ({ header: { jku: 'https://attacker.test/jwks.json' } })],
    ['with x5u', 'assertion.header_parameter', () => ({ header: { x5u: 'https://attacker.test/certificate.pem' } })],
    ['with x5c and no thumbprint', 'assertion.header_parameter', () => ({ header: { x5t: undefined, x5c: ['MIIB'] } })],
    ['with jwk', 'assertion.header_parameter', () => ({ header: { jwk: { kty: 'oct', k: 'AAAA' } } })],
    ['with crit', 'assertion.header_parameter', () => ({ header: { crit: ['exp'], exp: 1 } })],
    [
      'of the attacker, with x5c',
      'assertion.signature',
      () => ({ key: stranger.key, header: { x5c: [stranger.cert] } }),
    ],
    ['signed with another key than the named one', 'assertion.signature', () => ({ key: stranger.key })],
    ['that names another registered certificate', 'assertion.signature', () => ({ header: { x5t: x5tOf(second) } })],
    [
      "of another application's certificate",
      'assertion.unknown_key',
      () => ({ key: stranger.key, header: { x5t: x5tOf(stranger) } }),
    ],
    ['that names no certificate', 'assertion.no_key_named', () => ({ header: { x5t: undefined } })],
    ['signed with RS512', 'assertion.algorithm', () => ({ header: { alg: 'RS512' } })],
    ['of another type', 'assertion.type', () => ({ header: { typ: 'at+jwt' } })],
    ['that expired 5:10 ago', 'assertion.expired', () => ({ claims: { nbf: now() - 900, exp: now() - 310 } })],
    ['that begins in 5:10', 'assertion.not_yet_valid', () => ({ claims: { nbf: now() + 310, exp: now() + 400 } })],
    ['whose exp is too far', 'assertion.expires_too_late', () => ({ claims: { exp: now() + 3910 } })],
    ['without exp', 'assertion.claim_missing', () => ({ claims: { exp: undefined } })],
    ['without jti', 'assertion.claim_missing', () => ({ claims: { jti: undefined } })],
    ['of another issuer', 'assertion.issuer', () => ({ claims: { iss: 'somebody' } })],
  ])('is refused %s', async (_, reason, parts) => {
    await expectRefused(() => signer.ask(parts()), reason);
  });

  it.each(['HS256', 'HS512'])('is refused with %s and the public key for its secret', async (alg) => {
    const publicKey = createPublicKey(own.cert);
    const secrets = [
      own.cert,
      ...(['spki', 'pkcs1'] as const).map((type) => publicKey.export({ type, format: 'pem' })),
    ];
    for (const secret of secrets) {
      const sign = (text: string) =>
        createHmac(`sha${alg.slice(2)}`, secret)
          .update(text)
          .digest('base64url');

      await expectRefused(() => askWith(handmade({ alg }, sign)), 'assertion.algorithm');
    }
  });

  it.each(['none', 'nOnE'])('is refused with alg %s', async (alg) => {
    await expectRefused(() => askWith(handmade({ alg }, () => '')), 'assertion.algorithm');
  });

  it.each<[string, () => AssertionParts]>([
    ['4:50 late', () => ({ claims: { nbf: now() - 900, exp: now() - 290 } })],
    ['4:50 early', () => ({ claims: { iat: now() + 290, nbf: now() + 290, exp: now() + 890 } })],
  ])('is good %s: clocks may differ by five minutes', async (_, parts) => {
    expect((await signer.ask(parts())).status).toBe(200);
  });

  it('is refused once its certificate has expired', async () => {
    const brief = await issue('brief', { notAfter: new Date(Date.now() + 4000) });
    const { client_id } = await registerSigner(admin, [brief]);
    const short = new Signer(postern, client_id, brief);
    expect((await short.ask()).status).toBe(200);

    await expect.poll(async () => (await short.ask()).body, { interval: 500 }).toContain('has expired');
  });

  it('is refused where a secret is registered, and together with one', async () => {
    const { client_id, client_secret } = await registerSigner(admin, [], { client_authentication_methods: undefined });
    const other = new Signer(postern, client_id, own);

    expect((await other.ask()).status).toBe(401);
    const both = await other.ask(undefined, { client_id, client_secret: client_secret ?? '' });
    expect([both.status, JSON.parse(both.body).error]).toEqual([400, 'invalid_request']);
  });

  it('leaves nothing in the event log that identifies a key', async () => {
    const events = JSON.stringify(await eventsSince(admin, 'client.authentication_failed', new Date(0)));

    for (const pair of [own, second, stranger]) expect(events).not.toContain(x5tOf(pair));
  });
});
