import { describe, expect, it } from 'vitest';
import { now, registerClient } from '../../testing/assertion-clients.js';
import { AssertionFixture, tokenRequest } from '../../testing/assertion-fixture.js';
import { issuer, publicOrigin, tokenEndpoint } from '../../testing/test-server.js';

const fixture = new AssertionFixture();

describe('the claims of an assertion', () => {
  it.each([
    ['aud', 'assertion.claim_missing', 'has no aud'],
    ['iss', 'assertion.claim_missing', 'has no iss'],
    ['jti', 'assertion.claim_missing', 'has no jti'],
    ['exp', 'assertion.claim_missing', 'has no exp'],
  ])('must have %s', async (name, reason, sentence) => {
    await fixture.expectRefused(await fixture.ask({ claims: { [name]: undefined } }), reason, sentence);
  });

  it('must include sub, the application that the assertion is from', async () => {
    expect((await fixture.ask({ claims: { sub: undefined } })).body).toMatchObject({
      error: 'invalid_client',
      error_description: 'the assertion has no sub claim',
    });
  });

  it.each([
    ['another server', 'https://other.test/oidc/token'],
    ['another endpoint', `${issuer}/token/introspection`],
    ['the origin', publicOrigin],
    ['a longer address', `${tokenEndpoint}/`],
    ['this server and another', [tokenEndpoint, 'https://other.test/token']],
    ['this server twice', [tokenEndpoint, issuer]],
    ['nobody', []],
  ])('D2 must be meant for this server only: not for %s', async (_, aud) => {
    await fixture.expectRefused(await fixture.ask({ claims: { aud } }), 'assertion.audience', 'and nothing else');
  });

  it('D2 must be meant for this server, not for what the Host header of the request says', async () => {
    const assertion = await fixture.assertion({ claims: { aud: 'https://evil.test/oidc/token' } });

    const spoofed = await fixture.server.token(
      { ...tokenRequest, ...assertion },
      { host: 'evil.test', 'x-forwarded-host': 'evil.test' },
    );

    await fixture.expectRefused(spoofed, 'assertion.audience', 'and nothing else');
  });

  it('D2 must have iss and sub of the application', async () => {
    const { id } = await registerClient(fixture.server);

    await fixture.expectRefused(await fixture.ask({ claims: { iss: id } }), 'assertion.issuer', 'iss and sub');
    const answer = await fixture.ask({ claims: { sub: id } });
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
    expect((await fixture.ask({}, { client_id: id })).status).toBe(400);
  });

  it.each([
    ['exp 4:50 ago', () => ({ nbf: now() - 900, exp: now() - 290 })],
    ['nbf in 4:50', () => ({ nbf: now() + 290, exp: now() + 400 })],
    ['iat in 4:50', () => ({ iat: now() + 290 })],
    ['exp in an hour', () => ({ exp: now() + 3600 })],
    ['exp in an hour of a clock that is 4:50 ahead', () => ({ nbf: now() + 290, exp: now() + 3890 })],
    ['no nbf', () => ({ nbf: undefined })],
  ])('may differ from the clock here by five minutes: %s', async (_, claims) => {
    expect((await fixture.ask({ claims: claims() })).status).toBe(200);
  });

  it.each([
    ['exp 5:10 ago', 'assertion.expired', () => ({ nbf: now() - 900, exp: now() - 310 })],
    ['nbf in 5:10', 'assertion.not_yet_valid', () => ({ nbf: now() + 310, exp: now() + 400 })],
    ['iat in 5:10', 'assertion.not_yet_valid', () => ({ iat: now() + 310 })],
    ['exp too far', 'assertion.expires_too_late', () => ({ exp: now() + 3600 + 310 })],
    ['exp in a year', 'assertion.expires_too_late', () => ({ exp: now() + 365 * 24 * 3600 })],
    ['exp that is text', 'assertion.claim_malformed', () => ({ exp: String(now() + 300) })],
    ['nbf that is text', 'assertion.claim_malformed', () => ({ nbf: 'now' })],
    ['jti that is a number', 'assertion.claim_malformed', () => ({ jti: 5 })],
  ])('are refused with %s', async (_, reason, claims) => {
    await fixture.expectRefused(await fixture.ask({ claims: claims() }), reason, /./);
  });
});
