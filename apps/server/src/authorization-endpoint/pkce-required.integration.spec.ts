import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());

/** Where a request without a PKCE challenge ends. */
const withoutChallenge = async (settings: object): Promise<string> => {
  const party = await TestParty.register(server, settings as Record<string, unknown>);
  const url = new URL(party.request().url);
  url.searchParams.delete('code_challenge');
  url.searchParams.delete('code_challenge_method');
  return String((await new Browser().get(server, url.href)).headers['location']);
};

describe('PKCE (RFC 9700 §2.1.1)', () => {
  it('is required of new applications with a secret', async () => {
    expect(await withoutChallenge({})).toContain('error=invalid_request');
  });

  it('is not required where an administrator turned it off', async () => {
    expect(await withoutChallenge({ require_pkce: false })).toMatch(/\/sign-in\//);
  });

  it('is not required of applications that existed before', async () => {
    const party = await TestParty.register(server);
    await server.sql(`update client set metadata = metadata - 'require_pkce' where client_id = $1`, [party.clientId]);

    const { body } = await server.manage('GET', `clients/${party.clientId}`);

    expect(body).toMatchObject({ require_pkce: false });
  });

  it('is required of applications without a secret, whatever the setting says', async () => {
    expect(await withoutChallenge({ app_type: 'spa', require_pkce: false })).toContain('error=invalid_request');
  });
});
