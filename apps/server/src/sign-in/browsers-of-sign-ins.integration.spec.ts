import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { password, SignIns } from '../../testing/sign-ins.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

let server: TestServer;
let signIns: SignIns;

beforeAll(async () => {
  server = await TestServer.start();
  signIns = await SignIns.with(server);
  await signIns.person('ada');
});
afterAll(async () => {
  await server?.stop();
});

type Begun = Awaited<ReturnType<SignIns['begin']>>;

const origin = new URL(publicOrigin);
const uidOf = ({ submitUrl }: Begun): string => submitUrl.split('/')[3] ?? '';
const view = async (browser: Browser, begun: Begun) =>
  (await browser.get(server, `/api/interaction/${uidOf(begun)}`)).status;
const interactionCookies = ({ cookies }: Browser) => cookies.names().filter((name) => name.includes('interaction'));
const sent = ({ cookies }: Browser, path: string) => cookies.header(new URL(path, origin));

describe('a sign-in', () => {
  it('cannot be forced on a browser by a sibling host that sets its cookies', async () => {
    const attack = await signIns.begin();
    const victim = new Browser();
    const pairs = sent(attack.browser, attack.submitUrl).split('; ');
    const values = pairs.map((pair) => pair.slice(pair.indexOf('=') + 1));
    const names = pairs.map((pair) => pair.slice(0, pair.indexOf('=')));
    const spelled = names.flatMap((name) => [
      name,
      name.toUpperCase(),
      name.replace('__Host-', ''),
      name.replace('__Host-', '__Secure-'),
      ` ${name}`,
    ]);
    const old = ['interaction', 'interaction.sig', 'resume', 'resume.sig'].map((name) => `__Secure-postern_${name}`);
    for (const name of [...spelled, ...old]) {
      for (const value of [uidOf(attack), ...values]) {
        victim.cookies.store(new URL('https://evil.id.test'), [`${name}=${value}; Domain=id.test; Path=/; Secure`]);
      }
    }
    expect(sent(victim, '/')).toContain(values.at(-1));

    expect(await view(attack.browser, attack)).toBe(200);
    expect(await view(victim, attack)).toBe(404);
    const submitted = await victim.post(server, attack.submitUrl, { values: { username: 'ada', password } });
    expect(submitted.status).toBe(404);
    const resumed = await victim.get(server, `/oidc/auth/${uidOf(attack)}`);
    expect(resumed.headers['location']).toBeUndefined();
  });

  it('has its own cookie, which only this host can set, and which is gone when it is done', async () => {
    const first = await signIns.begin();
    const { browser } = first;
    const second = await signIns.begin(browser);
    const cookies = interactionCookies(browser);
    expect(cookies).toHaveLength(2);
    for (const [index, begun] of [first, second].entries()) {
      expect(cookies[index]).toBe(`__Host-postern_interaction_${uidOf(begun).slice(0, 8)}`);
      expect(await view(browser, begun)).toBe(200);
    }

    for (const begun of [second, first]) {
      const { body } = await browser.post(server, begun.submitUrl, { values: { username: 'ada', password } });
      const outcome = await signIns.goOn({ ...begun, location: body.location });
      expect(outcome.code).toBeDefined();
    }

    expect(interactionCookies(browser)).toEqual([]);
  });

  it('cannot be continued with the cookie of another sign-in', async () => {
    const [first, second] = [await signIns.begin(), await signIns.begin()];
    const [pair = ''] = sent(first.browser, '/').split('; ');
    const value = pair.slice(pair.indexOf('=') + 1);
    const stranger = new Browser();
    stranger.cookies.store(origin, [
      `__Host-postern_interaction_${uidOf(second).slice(0, 8)}=${value}; Path=/; Secure`,
      `__Host-postern_engine_interaction=${uidOf(second)}; Path=/; Secure`,
      `__Host-postern_engine_interaction.sig=${value}; Path=/; Secure`,
    ]);

    expect(await view(stranger, second)).toBe(404);
    expect((await stranger.get(server, `/oidc/auth/${uidOf(second)}`)).headers['location']).toBeUndefined();
  });
});

describe('a browser with many abandoned sign-ins', () => {
  it('sends few cookies, and can continue the last sign-in', async () => {
    const browser = new Browser();
    const left: Begun[] = [];
    for (let count = 0; count < 200; count += 1) left.push(await signIns.begin(browser));

    expect(sent(browser, '/').length).toBeLessThan(4096);
    expect(await view(browser, left.at(-1)!)).toBe(200);
    expect(await view(browser, left.at(-32)!)).toBe(200);
    expect(await view(browser, left[0]!)).toBe(404);
  });

  it('stays below the header limit when they begin at once, and drops their cookies', async () => {
    const browser = new Browser();
    await Promise.all(Array.from({ length: 200 }, () => signIns.begin(browser)));
    expect(sent(browser, '/').length).toBeLessThan(15_000);

    for (let count = 0; count < 20; count += 1) await signIns.begin(browser);

    expect(sent(browser, '/').length).toBeLessThan(4096);
  });
});
