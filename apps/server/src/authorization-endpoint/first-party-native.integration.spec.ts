import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { seedPerson, TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());

const addresses = ['com.example.app:/callback', 'http://127.0.0.1/callback', 'https://app.test/callback'];

describe('a native application', () => {
  it.each(addresses)('of the first party is never asked for consent: %s', async (redirectUri) => {
    const party = await TestParty.register(server, { app_type: 'native', first_party: true }, redirectUri);
    const [browser, person] = [new Browser(), await seedPerson(server)];

    const first = await party.visit(browser, person);
    const silent = await party.visit(browser, undefined, { prompt: 'none' });

    expect(first).toMatchObject({ waiting: false, error: null });
    expect(first.pages).toHaveLength(1);
    expect(silent).toMatchObject({ pages: [], error: null });
    expect((await party.redeem(silent.code, silent.verifier)).status).toBe(200);
  });

  it('of a third party is asked each time (RFC 8252 §8.6)', async () => {
    const party = await TestParty.register(server, { app_type: 'native' }, addresses[0]);
    const browser = new Browser();

    const { pages } = await party.visit(browser, await seedPerson(server));
    const silent = await party.visit(browser, undefined, { prompt: 'none' });

    expect(pages.map(({ step }) => step)).toEqual(['sign_in', 'consent']);
    expect(silent.error).toBe('interaction_required');
  });
});
