import { randomBytes } from 'node:crypto';
import { authorizationRequest, redeem } from '@postern/http-browser';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Application, refresh, registerApplication, signedOutAddress } from '../support/applications.js';
import { query } from '../support/database.js';
import { eventsSince } from '../support/event-log.js';
import { Management } from '../support/management.js';
import { findUser, openBrowser } from '../support/people.js';
import { runServerCommand } from '../support/server-commands.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const browser = openBrowser(postern, findUser(postern, 'alice').certificate);
let admin: Management;
let application: Application;

const readKeys = async () => (await browser.getJson<JSONWebKeySet>(`${postern.issuer}/jwks`)).keys;
const kidOf = (token: string) => decodeProtectedHeader(token).kid;

const signIn = async (extra = {}) => {
  const request = authorizationRequest(application, extra);
  const { callback } = await visit(postern, { browser }, request.url, application.redirectUri);
  return redeem(browser, application, callback.searchParams.get('code') ?? '', request.verifier);
};

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  application = await registerApplication(admin, { first_party: true });
});

describe('rotating the signing keys', () => {
  it('signs nobody out: sessions, refresh tokens and former ID tokens stay good, new ones get new keys', async () => {
    const begun = new Date(Date.now() - 1000);
    const before = await signIn();
    const pending = await browser.get(authorizationRequest(application, { prompt: 'login' }).url);
    const formerKeys = await readKeys();

    expect(await runServerCommand(postern, 'rotate-keys')).toContain('nobody is signed out');

    await expect.poll(async () => (await readKeys()).length).toBeGreaterThan(formerKeys.length);
    const keys = await readKeys();
    expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(formerKeys.map(({ kid }) => kid)));
    await expect(jwtVerify(before.id_token, createLocalJWKSet({ keys }))).resolves.toBeDefined();

    const silent = await signIn({ prompt: 'none' });
    expect(formerKeys.map(({ kid }) => kid)).not.toContain(kidOf(silent.id_token));
    await expect(jwtVerify(silent.id_token, createLocalJWKSet({ keys }))).resolves.toBeDefined();

    const refreshed = await refresh(browser, application, before.refresh_token);
    expect(refreshed.status).toBe(200);
    expect(kidOf((JSON.parse(refreshed.body) as { id_token: string }).id_token)).toBe(kidOf(silent.id_token));

    const { callback } = await visit(postern, { browser }, pending.location ?? '', application.redirectUri);
    expect(callback.searchParams.has('code')).toBe(true);

    const hint = new URLSearchParams({ id_token_hint: before.id_token, post_logout_redirect_uri: signedOutAddress });
    const page = await browser.get(`${postern.issuer}/session/end?${hint.toString()}`);
    expect(page.location).toContain('confirmed=1');
    expect(await eventsSince(admin, 'signing_key.rotated', begun)).not.toEqual([]);
  });

  it('is not for a server that cannot open them: it does not start, and says which variable is wrong', async () => {
    const elsewhere = { PUBLIC_SOCKET: '127.0.0.1:1', MTLS_SOCKET: '127.0.0.1:1' };
    const foreign = { POSTERN_ENCRYPTION_KEY: randomBytes(32).toString('base64'), ...elsewhere };

    const failure = await runServerCommand(postern, 'main', foreign).catch((error: { stderr: string }) => error.stderr);

    expect(failure).toMatch(
      /The configuration is not usable:\n {2}- POSTERN_ENCRYPTION_KEY: must be set.* opens signing key/,
    );
    expect(failure).not.toMatch(/^\s+at /m);
  });

  it('keeps private keys encrypted in the database', async () => {
    const rows = await query<{ encrypted_jwk: Buffer }>(postern, 'select encrypted_jwk from signing_key');

    expect(rows.length).toBeGreaterThan(0);
    for (const { encrypted_jwk: stored } of rows) expect(stored.toString('latin1')).not.toMatch(/"(kty|d|crv|n)"/);
  });
});
