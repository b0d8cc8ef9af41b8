import type { ClientGrant, ClientRecord } from '@postern/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as panelClient from '../../../session/panel-client';
import { fakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { client } from '../../../testing/samples';
import { QuickStartTab } from './quick-start-tab';

const grant = { id: 'g1', client_id: client.client_id, audience: 'https://api.test', scope: ['read:pay'] };
const web: ClientRecord = {
  ...client,
  app_type: 'regular_web',
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: ['https://pay.example/callback'],
};
const shop: ClientRecord = { ...web, app_type: 'spa', token_endpoint_auth_method: 'none' };

const serverAt = (origin: string) => ({
  issuer: `${origin}/oidc`,
  authorization_endpoint: `${origin}/oidc/auth`,
  token_endpoint: `${origin}/oidc/token`,
  userinfo_endpoint: `${origin}/oidc/me`,
  end_session_endpoint: `${origin}/oidc/session/end`,
  jwks_uri: `${origin}/oidc/jwks`,
  mtls_endpoint_aliases: { token_endpoint: 'https://clients.id.test/oidc/token' },
});

const show = async (shown: ClientRecord, grants: readonly Partial<ClientGrant>[] = [grant]) => {
  const items = { items: grants, total: grants.length, page: 0, pageSize: 100 };
  const { api } = fakeApi({
    'GET /client-grants': () => items,
    [`GET /clients/${client.client_id}/credentials`]: () => [],
  });
  await renderPage(<QuickStartTab client={shown} />, api);
  return async () =>
    (await screen.findByRole('region', { name: /^(?:curl|openid-client|oidc-client-ts)$/ })).textContent;
};
const facts = () =>
  screen.getAllByRole('term').map(({ textContent: name, nextSibling: value }) => [name, value?.textContent]);

describe('the quick start of an application', () => {
  beforeEach(() => void vi.spyOn(panelClient, 'discover').mockResolvedValue(serverAt('https://id.test')));

  it('shows the URLs that a sign-in needs, each with a copy button', async () => {
    const code = await show(web);
    expect(await code()).toContain('redirect_uri');

    expect(facts()).toEqual([
      ['Client ID', 'payroll'],
      ['Issuer', 'https://id.test/oidc'],
      ['Discovery URL', 'https://id.test/oidc/.well-known/openid-configuration'],
      ['Authorization endpoint', 'https://id.test/oidc/auth'],
      ['Token endpoint', 'https://id.test/oidc/token'],
      ['Userinfo endpoint', 'https://id.test/oidc/me'],
      ['Sign-out endpoint', 'https://id.test/oidc/session/end'],
      ['Key set (JWKS)', 'https://id.test/oidc/jwks'],
    ]);
    expect(screen.getByRole('button', { name: 'Copy: Discovery URL' })).toBeTruthy();
  });

  it('shows a service application how to get a token for its API', async () => {
    const code = await show(client);

    expect(await code()).toContain('resource=https://api.test');
    expect(await code()).toContain('scope=read:pay');
    expect(facts().map(([name]) => name)).not.toContain('Authorization endpoint');
    expect(screen.queryByText('This application may not call an API yet')).toBeNull();
  });

  it('says what is missing if no API is allowed', async () => {
    await show(client, []);

    expect(await screen.findByText('This application may not call an API yet')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Allow an API' }).getAttribute('href')).toBe(
      '/admin/applications/payroll/apis',
    );
  });

  it('shows an application that administers Postern how to get a token for the management API', async () => {
    const code = await show({ ...client, scopes: ['read:users'] }, []);

    expect(await code()).toContain('resource=https://id.test/api/v2');
  });

  it('uses the certificate listener for an application with a certificate', async () => {
    const credentials = { self_signed_tls_client_auth: { credentials: [{ id: 'c1' }] } };
    await show({ ...client, token_endpoint_auth_method: null, client_authentication_methods: credentials });

    expect(await screen.findByText('https://clients.id.test/oidc/token')).toBeTruthy();
  });

  it('shows a browser library for a single-page application', async () => {
    const code = await show(shop);
    await userEvent.setup().click(await screen.findByRole('radio', { name: 'oidc-client-ts' }));

    expect(await code()).toContain('new UserManager(');
    expect(screen.queryByRole('radio', { name: 'openid-client' })).toBeNull();
  });
});

describe('the quick start on a development machine', () => {
  it('names the CA that programs do not trust by default', async () => {
    vi.spyOn(panelClient, 'discover').mockResolvedValue(serverAt('https://localhost:8443'));
    const code = await show(web);

    expect(await code()).toContain('--cacert .postern/pki/server-ca.pem');
    await userEvent.setup().click(await screen.findByRole('radio', { name: 'openid-client' }));
    expect(await screen.findByText('NODE_EXTRA_CA_CERTS=.postern/pki/server-ca.pem node example.mjs')).toBeTruthy();
  });
});
