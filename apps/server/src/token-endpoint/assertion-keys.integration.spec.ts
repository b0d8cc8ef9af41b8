import { issueSelfSigned } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import {
  assertionType,
  registerCertificate,
  registerClient,
  signAssertion,
  x5t,
  x5tS256,
} from '../../testing/assertion-clients.js';
import { AssertionFixture, tokenRequest } from '../../testing/assertion-fixture.js';

const fixture = new AssertionFixture();

describe('the key of an assertion', () => {
  it.each([
    ['jku', 'https://attacker.test/jwks.json'],
    ['x5u', 'https://attacker.test/certificate.pem'],
    ['jwk', { kty: 'oct', k: 'AAAA' }],
  ])('is never the one that %s of the header brings', async (name, value) => {
    const answer = await fixture.ask({ header: { [name]: value } });

    await fixture.expectRefused(answer, 'assertion.header_parameter', `must not have ${name}`);
  });

  it('is the registered one whose thumbprint is named, whatever certificates are sent along', async () => {
    const own = [Buffer.from(fixture.rsa.der).toString('base64')];

    for (const x5c of [own, ['MIIB'], []]) {
      expect((await fixture.ask({ header: { x5c } })).status).toBe(200);
      expect((await fixture.ask({ header: { x5c, x5t: undefined, 'x5t#S256': x5tS256(fixture.rsa) } })).status).toBe(
        200,
      );
    }
  });

  it('is never the one of x5c where no thumbprint is named', async () => {
    const answer = await fixture.ask({ header: { x5t: undefined, kid: 'any', x5c: ['MIIB'] } });

    await fixture.expectRefused(answer, 'assertion.header_parameter', 'must not have x5c');
  });

  it('is not a key from the header, even if it signed the assertion', async () => {
    const { kty, n, e } = await crypto.subtle.exportKey('jwk', fixture.rsaOther.keys.publicKey);
    const own = [{ jwk: { kty, n, e } }, { x5c: [Buffer.from(fixture.rsaOther.der).toString('base64')] }];

    for (const header of own) {
      expect(
        (await fixture.ask({ signer: fixture.rsaOther, header: { x5t: x5t(fixture.rsa), ...header } })).status,
      ).toBe(401);
    }
  });

  it('is not understood with crit', async () => {
    // Made by hand: libraries refuse to sign an unknown crit.
    const [, ...rest] = (await signAssertion({ clientId: fixture.clientId, signer: fixture.rsa })).split('.');
    const header = { alg: 'RS256', x5t: x5t(fixture.rsa), crit: ['exp'], exp: 1 };
    const client_assertion = [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.');

    const answer = await fixture.server.token({
      ...tokenRequest,
      client_assertion_type: assertionType,
      client_assertion,
    });

    await fixture.expectRefused(answer, 'assertion.header_parameter', 'must not have crit');
  });

  it.each([
    ['names none', {}, 'assertion.no_key_named', 'must name the certificate'],
    ['names one in another spelling', { x5t: 'ZZ' }, 'assertion.thumbprint_malformed', 'x5t must be'],
    ['names one nobody registered', { x5t: 'A'.repeat(27) }, 'assertion.unknown_key', 'not registered'],
    ['names one nobody registered', { kid: 'unknown' }, 'assertion.unknown_key', 'not registered'],
  ])('is needed: refused when the header %s', async (_, header, reason, sentence) => {
    await fixture.expectRefused(await fixture.ask({ header: { x5t: undefined, ...header } }), reason, sentence);
  });

  it('is not a key of another application', async () => {
    const { id } = await registerClient(fixture.server);
    await registerCertificate(fixture.server, id, fixture.rsaOther);

    await fixture.expectRefused(
      await fixture.ask({ signer: fixture.rsaOther }),
      'assertion.unknown_key',
      'not registered for this application',
    );
  });

  it('is not that of a certificate that expired', async () => {
    const expired = await issueSelfSigned({
      ...{ subject: 'CN=expired', notBefore: new Date(0), notAfter: new Date(Date.now() - 1000) },
    });
    await fixture.register(expired);

    await fixture.expectRefused(await fixture.ask({ signer: expired }), 'credential.expired', 'has expired');
  });

  it('is not that of a certificate that is not valid yet', async () => {
    const early = await issueSelfSigned({ subject: 'CN=early', notBefore: new Date(Date.now() + 60_000) });
    await fixture.register(early);

    await fixture.expectRefused(await fixture.ask({ signer: early }), 'credential.not_yet_valid', 'not valid yet');
  });
});
