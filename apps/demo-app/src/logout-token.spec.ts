import { generateKeyPair, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { LogoutTokens } from './logout-token.js';

const issuer = 'https://idp.test/oidc';
const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
let keys: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  keys = await generateKeyPair('ES256');
});

const verifier = (): LogoutTokens => new LogoutTokens(issuer, 'demo', () => keys.publicKey);

const token = (claims: JWTPayload = {}, { typ = 'logout+jwt', aud = 'demo', at = new Date() } = {}): Promise<string> =>
  new SignJWT({ events, sub: 'ada', sid: 's1', jti: crypto.randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'ES256', typ })
    .setIssuer(issuer)
    .setAudience(aud)
    .setIssuedAt(at)
    .sign(keys.privateKey);

describe('logout tokens', () => {
  it('name the session and the subject to end', async () => {
    await expect(verifier().verify(await token())).resolves.toEqual({ sid: 's1', sub: 'ada' });
  });

  it('are refused the second time', async () => {
    const tokens = verifier();
    const sent = await token();
    await tokens.verify(sent);

    await expect(tokens.verify(sent)).rejects.toThrow('used already');
  });

  it.each([
    ['of another type', {}, { typ: 'JWT' }],
    ['for another application', {}, { aud: 'other' }],
    ['that are old', {}, { at: new Date(Date.now() - 600_000) }],
    ['with a nonce, since those are ID tokens', { nonce: 'n' }, {}],
    ['without the logout event', { events: {} }, {}],
    ['that name nobody', { sub: undefined, sid: undefined }, {}],
  ])('are refused %s', async (_, claims, options) => {
    await expect(verifier().verify(await token(claims, options))).rejects.toThrow();
  });

  it('are refused from another signer', async () => {
    const foreign = await generateKeyPair('ES256');

    await expect(new LogoutTokens(issuer, 'demo', () => foreign.publicKey).verify(await token())).rejects.toThrow();
  });
});
