import { randomBytes } from 'node:crypto';
import type { ClientWithSecret, ResourceServer, SessionView } from '@postern/contracts';
import { authorizationRequest, redeem } from '@postern/http-browser';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person } from '../support/accounts.js';
import { type Application, registerApplication } from '../support/applications.js';
import { eventsSince } from '../support/event-log.js';
import { errorIn, tokenIn } from '../support/machines.js';
import { Management } from '../support/management.js';
import { openBrowser } from '../support/people.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const { issuer } = postern;
const wire = openBrowser(postern);
const grantTypes = ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'urn:ietf:params:oauth:grant-type:token-exchange'];
let admin: Management;
let carol: Person;
let application: Application;
let orders: ClientWithSecret;
let ordersApi: ResourceServer;
let invoicesApi: ResourceServer;
let grantId: string;

const registerApi = (name: string, more: object = {}): Promise<ResourceServer> =>
  admin.post('/resource-servers', {
    ...{ name, identifier: `https://${name}-${randomBytes(4).toString('hex')}.example` },
    scopes: [{ value: 'read', description: `Read ${name}` }],
    ...more,
  });

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  carol = await createPerson(admin, 'Carol');
  orders = await admin.post('/clients', {
    ...{ name: 'Orders', app_type: 'non_interactive', token_endpoint_auth_method: 'client_secret_post' },
    grant_types: ['client_credentials', ...grantTypes],
  });
});

beforeEach(async () => {
  ordersApi = await registerApi('orders', { client_id: orders.client_id });
  invoicesApi = await registerApi('invoices');
  application = await registerApplication(admin);
  const allow = (client_id: string, audience: string, on_behalf_of: boolean) =>
    admin.post<{ id: string }>('/client-grants', { client_id, audience, scope: ['read'], on_behalf_of });
  await allow(application.clientId, ordersApi.identifier, false);
  ({ id: grantId } = await allow(orders.client_id, invoicesApi.identifier, true));
});

/** Carol signs in to the application, which gets a token for `orders`. */
const signIn = async () => {
  const browser = openBrowser(postern);
  const party = { ...application, scope: 'openid read', resource: ordersApi.identifier };
  const request = authorizationRequest(party);
  const { callback, views } = await visit(postern, { browser, password: carol }, request.url, party.redirectUri);
  const tokens = await redeem(browser, party, callback.searchParams.get('code') ?? '', request.verifier);
  return { views, token: tokens.access_token };
};

const secret = () => ({ client_id: orders.client_id, client_secret: orders.client_secret ?? '' });

const onBehalfOf = (assertion: string, more: Readonly<Record<string, string>> = {}) =>
  wire.postForm(`${issuer}/token`, {
    grant_type: grantTypes[0]!,
    ...{ requested_token_use: 'on_behalf_of', assertion, audience: invoicesApi.identifier },
    ...secret(),
    ...more,
  });

const read = async (token: string, { identifier }: ResourceServer) => {
  const keys = createLocalJWKSet(await wire.getJson<JSONWebKeySet>(`${issuer}/jwks`));
  return (await jwtVerify(token, keys, { issuer, audience: identifier, typ: 'at+jwt' })).payload;
};

describe('an API that acts for a person', () => {
  it('D3 gets a token for the next API, with the person as subject and the API as actor', async () => {
    const from = new Date(Date.now() - 1000);
    const { token, views } = await signIn();

    const next = tokenIn(await onBehalfOf(token));

    expect(views.at(-1)?.consent?.scopes.map(({ scope }) => scope)).toContain('read');
    expect(await read(token, ordersApi)).toMatchObject({
      sub: carol.id,
      client_id: application.clientId,
      scope: 'read',
    });
    expect(await read(next, invoicesApi)).toMatchObject({
      ...{ sub: carol.id, client_id: orders.client_id, scope: 'read', act: { sub: orders.client_id } },
    });
    const [event] = await eventsSince(admin, 'token.exchanged', from);
    expect(event).toMatchObject({
      ...{ clientId: orders.client_id, account: { id: carol.id } },
      details: { audience: invoicesApi.identifier, scope: 'read' },
    });
  });

  it('gets the same by token exchange (RFC 8693)', async () => {
    const { token } = await signIn();

    const answer = await wire.postForm(`${issuer}/token`, {
      grant_type: grantTypes[1]!,
      ...{ subject_token: token, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' },
      ...{ audience: invoicesApi.identifier, scope: 'read' },
      ...secret(),
    });

    expect(JSON.parse(answer.body)).toMatchObject({
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
    });
    expect((await read(tokenIn(answer), invoicesApi)).sub).toBe(carol.id);
  });

  it('gets nothing once she has ended the original session', async () => {
    const { token } = await signIn();
    expect((await onBehalfOf(token)).status).toBe(200);

    const me = await Management.signIn(postern, carol);
    const sessions = await me.get<readonly SessionView[]>('/me/sessions');
    for (const { id, current } of sessions) if (!current) await me.delete(`/me/sessions/${id}`);

    expect(errorIn(await onBehalfOf(token))).toEqual({ status: 400, error: 'invalid_grant' });
  });

  it('gets nothing for an account that is blocked', async () => {
    const dave = await createPerson(admin, 'Dave');
    const before = carol;
    carol = dave;
    const { token } = await signIn();
    carol = before;

    await admin.patch(`/users/${dave.id}`, { status: 'blocked' });

    expect(errorIn(await onBehalfOf(token))).toEqual({ status: 400, error: 'invalid_grant' });
  });

  it('gets nothing as soon as the setting is reverted', async () => {
    const from = new Date(Date.now() - 1000);
    const { token } = await signIn();

    await admin.patch(`/client-grants/${grantId}`, { on_behalf_of: false });

    expect(errorIn(await onBehalfOf(token))).toEqual({ status: 400, error: 'invalid_target' });
    const [event] = await eventsSince(admin, 'token.exchange_refused', from);
    expect(event).toMatchObject({ clientId: orders.client_id, details: { reason: 'target.not_allowed' } });
  });

  it('gets nothing for a token that was meant for another API', async () => {
    const { token } = await signIn();
    const next = tokenIn(await onBehalfOf(token));

    expect(errorIn(await onBehalfOf(next))).toEqual({ status: 400, error: 'invalid_grant' });
  });
});
