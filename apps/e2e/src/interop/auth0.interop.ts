import { issueSelfSigned } from '@postern/dev-pki';
import type { ClientWithSecret } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Management } from '../support/management.js';
import { Programs } from './programs.js';

const postern = inject('postern');
let programs: Programs;

beforeAll(async () => {
  programs = await Programs.install(postern, 'auth0@7.1.0');
}, 300_000);
afterAll(() => programs?.remove());

const scopesOf = (name: string): string[] => ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:${name}`);

describe('auth0 7.1.0, ManagementClient with clientId and clientSecret', () => {
  it.each(['client_secret_basic', 'client_secret_post'])('does its work, registered with %s', async (method) => {
    const admin = await Management.asAdministrator(postern);
    const application = await admin.post<ClientWithSecret>('/clients', {
      ...{ name: 'SDK', app_type: 'non_interactive', token_endpoint_auth_method: method },
      scopes: ['clients', 'client_credentials', 'client_grants', 'resource_servers'].flatMap(scopesOf),
    });
    const { pem } = await issueSelfSigned({ subject: 'CN=sdk' });

    const result = await programs.run<{ names: string[] }>('auth0', {
      ...{ domain: new URL(postern.origins.public).host, pem },
      ...{ clientId: application.client_id, clientSecret: application.client_secret },
    });

    expect(result).toMatchObject({
      ...{ callbacks: ['https://app.example/callback'], metadata: { cost_centre: '4711' } },
      ...{ whole: 'Changed by the SDK', fields: { client_id: expect.any(String), name: 'Changed by the SDK' } },
      ...{
        expiresAt: true,
        credentials: 1,
        lifetime: 600,
        byIdentifier: true,
        apis: true,
        grants: true,
        changed: [],
        gone: 404,
      },
    });
    expect(result.names).toContain('Changed by the SDK');
    // Without any parameter a page has Postern's own length.
    const all = result.names.length;
    expect(result).toMatchObject({ defaults: all, bare: Math.min(all, 20) });
  });
});
