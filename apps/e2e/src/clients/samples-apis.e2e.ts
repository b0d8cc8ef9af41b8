import { randomUUID } from 'node:crypto';
import type { ClientGrant, ClientWithSecret, ResourceServer } from '@postern/contracts';
import { authorizationRequest, redeem } from '@postern/http-browser';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person } from '../support/accounts.js';
import { registerApplication } from '../support/applications.js';
import { managementToken } from '../support/following-a-guide.js';
import { Guide } from '../support/guide.js';
import { Management } from '../support/management.js';
import { openBrowser } from '../support/people.js';
import { Reader } from '../support/reader.js';
import { serverWords } from '../support/server-words.js';
import { visit } from '../support/visit.js';

interface TokenAnswer {
  readonly access_token: string;
  readonly issued_token_type?: string;
  readonly scope: string;
}

const postern = inject('postern');
const guide = new Guide('../apis.md');
const reader = new Reader(postern, guide);
const [invoices, orders] = [`https://${randomUUID()}.invoices.example`, `https://${randomUUID()}.orders.example`];
let admin: Management;
let carol: Person;
let acting: ClientWithSecret;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  carol = await createPerson(admin, 'Carol');
  const client = await admin.post<ClientWithSecret>('/clients', { name: 'Payroll', app_type: 'non_interactive' });
  reader.set({
    ...{ TOKEN: await managementToken(postern), API: invoices, ORDERS: orders },
    ...{ CLIENT_ID: client.client_id, CLIENT_SECRET: client.client_secret ?? '' },
  });
});
afterAll(() => reader.close());

/** Carol's application gets a token for `orders`. */
const tokenForOrders = async (): Promise<string> => {
  const application = await registerApplication(admin, { first_party: true });
  await admin.post('/client-grants', { client_id: application.clientId, audience: orders, scope: ['order'] });
  const party = { ...application, scope: 'openid order', resource: orders };
  const browser = openBrowser(postern);
  const request = authorizationRequest(party);
  const { callback } = await visit(postern, { browser, password: carol }, request.url, party.redirectUri);
  return (await redeem(browser, party, callback.searchParams.get('code') ?? '', request.verifier)).access_token;
};

describe('the page about APIs, followed from top to bottom', () => {
  it('registers an API', async () => {
    expect(await reader.runForJson<ResourceServer>('api')).toMatchObject({ identifier: invoices, built_in: false });
  });

  it('lets an application in, which then gets a token', async () => {
    expect(await reader.runForJson<ClientGrant>('grant')).toMatchObject({ audience: invoices, on_behalf_of: false });

    const { access_token: token, scope } = await reader.runForJson<TokenAnswer>('token');

    expect([scope, decodeJwt(token).aud]).toEqual(['read:invoices', invoices]);
  });

  it('makes an application that is an API and may act for people', async () => {
    acting = await reader.runForJson<ClientWithSecret>('orders');
    reader.set({ ORDERS_ID: acting.client_id, ORDERS_SECRET: acting.client_secret ?? '' });

    expect(await reader.runForJson<ResourceServer>('orders-api')).toMatchObject({ client_id: acting.client_id });
    expect(await reader.runForJson<ClientGrant>('orders-grant')).toMatchObject({ on_behalf_of: true });
  });

  it('introspects what the API was called with', async () => {
    reader.set({ ORDERS_TOKEN: await tokenForOrders() });

    expect(await reader.runForJson('introspect')).toMatchObject({ active: true, aud: orders, sub: carol.id });
  });

  it.each(['on-behalf-of', 'exchange'])(
    'goes on for a person by %s, with the claims that are printed',
    async (sample) => {
      const { access_token: token } = await reader.runForJson<TokenAnswer>(sample);

      const claims = decodeJwt(token);
      const act = { sub: acting.client_id };
      expect(claims).toMatchObject({
        sub: carol.id,
        aud: invoices,
        client_id: acting.client_id,
        act,
        scope: 'read:invoices',
      });
      const printed = sample === 'exchange' ? guide.answer<object>('claims') : claims;
      expect(Object.keys(claims).toSorted()).toEqual(Object.keys(printed).toSorted());
    },
  );

  it('has no untested sample', () => {
    expect(reader.left).toEqual([]);
  });

  it('quotes refusals exactly as the server sends them', () => {
    const table = guide.text.split('| `error_description` |')[1]?.split('\n\n')[0] ?? '';
    const sentences = table
      .split('\n')
      .slice(2)
      .map((row) => row.split('|')[1]?.trim() ?? '');

    expect(sentences.length).toBeGreaterThan(10);
    const own = sentences.filter((sentence) => !sentence.startsWith('requested grant type'));
    for (const sentence of own) expect(serverWords).toContain(sentence);
  });
});
