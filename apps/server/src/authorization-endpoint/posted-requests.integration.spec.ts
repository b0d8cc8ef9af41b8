import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { seedPerson, TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let party: TestParty;

beforeAll(async () => {
  server = await TestServer.start();
  party = await TestParty.register(server, { first_party: true });
});
afterAll(() => server?.stop());

const parametersOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe('requests by POST (Core §3.1.2.1, RP-Initiated Logout §2)', () => {
  it('continue as GET with the same parameters, so that the session cookie is sent', async () => {
    const browser = new Browser();
    await party.visit(browser, await seedPerson(server));
    const { url } = party.request({ prompt: 'none', state: 'ä & b=c+d' });

    const posted = await server.form('auth', parametersOf(url));

    expect(posted.status).toBe(303);
    expect(posted.headers['cache-control']).toBe('no-store');
    expect(posted.headers['set-cookie']).toBeUndefined();
    expect(parametersOf(new URL(String(posted.headers['location']), url).href)).toEqual(parametersOf(url));
    const answer = await browser.get(server, String(posted.headers['location']));
    expect(String(answer.headers['location'])).toContain('code=');
  });

  it('end a session only after the same confirmation as a link', async () => {
    const posted = await server.form('session/end', { client_id: party.clientId, state: 'x' });

    expect(posted.status).toBe(303);
    expect(posted.headers['location']).toBe(`/oidc/session/end?client_id=${party.clientId}&state=x`);
  });

  it('keep a parameter that was sent twice, for the engine to refuse', async () => {
    const posted = await server.form('auth', { client_id: [party.clientId, 'other'] });

    expect(posted.headers['location']).toBe(`/oidc/auth?client_id=${party.clientId}&client_id=other`);
  });

  it.each([
    ['too long for an address', 413, 'x'.repeat(7000), 'application/x-www-form-urlencoded'],
    ['no form', 400, '{}', 'application/json'],
  ])('are refused when they are %s', async (_why, status, body, type) => {
    const headers = { 'content-type': type, accept: 'application/json' };
    const answer = await server.send('/oidc/auth', { method: 'POST', headers, body });

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error: 'invalid_request' });
  });
});
