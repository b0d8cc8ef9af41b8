import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { seedPerson, TestParty, type TestPerson } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let party: TestParty;
let alice: TestPerson;
let bob: TestPerson;
let hintOfBob: string;

const idTokenOf = async ({ code, verifier }: { readonly code: string | null; readonly verifier: string }) =>
  ((await party.redeem(code, verifier)).body as { id_token: string }).id_token;

beforeAll(async () => {
  server = await TestServer.start();
  party = await TestParty.register(server, { first_party: true });
  [alice, bob] = [await seedPerson(server), await seedPerson(server)];
  hintOfBob = await idTokenOf(await party.visit(new Browser(), bob));
});
afterAll(() => server?.stop());

describe('OpenID Connect Core §3.1.2.1 id_token_hint', () => {
  it('gives no code when someone else signs in, and says that another account is expected', async () => {
    const browser = new Browser();

    const { code, error, waiting, pages } = await party.visit(browser, alice, { id_token_hint: hintOfBob });

    expect({ code, error, waiting }).toEqual({ code: null, error: null, waiting: true });
    expect(pages.map(({ otherAccountExpected }) => otherAccountExpected)).toEqual([false, true]);
  });

  it('gives a code for the person it names', async () => {
    const outcome = await party.visit(new Browser(), bob, { id_token_hint: hintOfBob });

    expect(decodeJwt(await idTokenOf(outcome))).toMatchObject({ preferred_username: bob.username });
  });

  it('gives no code for an existing session of another person, with or without a page', async () => {
    const browser = new Browser();
    await party.visit(browser, alice);

    const silent = await party.visit(browser, undefined, { id_token_hint: hintOfBob, prompt: 'none' });
    const asked = await party.visit(browser, alice, { id_token_hint: hintOfBob });
    const changed = await party.visit(browser, bob, { id_token_hint: hintOfBob });

    expect(silent.error).toBe('login_required');
    expect(asked).toMatchObject({ code: null, waiting: true });
    expect(changed).toMatchObject({ waiting: false, error: null });
  });

  it('applies to pushed requests', async () => {
    const { url } = party.request({ id_token_hint: hintOfBob });
    const pushed = await server.form('request', {
      ...Object.fromEntries(new URL(url).searchParams),
      client_secret: party.secret,
    });
    const { request_uri } = pushed.body as { request_uri: string };

    const outcome = await party.visit(new Browser(), alice, { request_uri });

    expect(outcome).toMatchObject({ code: null, waiting: true });
  });
});
