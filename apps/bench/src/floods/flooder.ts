import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { authorizationRequest, findMethod, type HttpAnswer, HttpBrowser, openSignIn } from '@postern/http-browser';
import type { FloodJob, FloodName } from './flood.js';

/** Runs in a process of its own, so that the sign-ins that are measured share no event loop with it. Reads its job from stdin. */
const job = JSON.parse(readFileSync(0, 'utf8')) as FloodJob;
const { issuer, ca, clientId, redirectUri } = job;
const { origin } = new URL(issuer);
const party = { issuer, clientId, redirectUri };

const browsers = Array.from(
  { length: job.addresses },
  (_, index) => new HttpBrowser({ ca, keepAlive: true, from: `127.0.${job.network}.${index + 1}` }),
);

const largeJson = `{${Array.from({ length: 5_000 }, (_, index) => `"k${index}":1`).join(',')}}`;
const longParameter = 'x'.repeat(25_000);

/** A browser's own sign-in page, opened once; wrong passwords go there. */
const forms = new Map<HttpBrowser, Promise<string>>();
const formOf = (browser: HttpBrowser): Promise<string> => {
  const open = async (): Promise<string> => {
    const uid = await openSignIn(browser, authorizationRequest(party));
    return (await findMethod(browser, issuer, uid, 'form')).action.submitUrl ?? '';
  };
  const known = forms.get(browser) ?? open();
  forms.set(browser, known);
  return known;
};
const absolute = (path: string): string => new URL(path, origin).href;
const wrong = (index: number) => ({
  values: { username: `stranger-${index % 7}`, password: `wrong password ${index}` },
});

const senders: Readonly<Record<FloodName, (browser: HttpBrowser, index: number) => Promise<HttpAnswer>>> = {
  bodies: (browser) =>
    browser.send(`${origin}/api/v2/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: largeJson,
    }),
  authorization: (browser) => browser.get(authorizationRequest(party).url),
  pushed: (browser) =>
    browser.postForm(`${issuer}/request`, { client_id: clientId, response_type: 'code', state: longParameter }),
  introspection: (browser, index) =>
    browser.postForm(`${issuer}/token/introspection`, { token: `none-${index}` }, basic(clientId, 'wrong')),
  passwords: async (browser, index) => browser.postJson(absolute(await formOf(browser)), wrong(index)),
  evasion: async (browser, index) =>
    browser.postJson(absolute(await formOf(browser)).replace('/methods/', '/%6dethods/'), wrong(index)),
};

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

const counts: Record<string, number> = {};
let underWay = 0;
const send = async (index: number): Promise<void> => {
  underWay += 1;
  let status = 0;
  try {
    ({ status } = await senders[job.name](browsers[index % browsers.length] as HttpBrowser, index));
  } catch {
    // Cut off by Nginx or the server: counted as 0.
  }
  counts[status] = (counts[status] ?? 0) + 1;
  underWay -= 1;
};

const started = performance.now();
let sent = 0;
while (performance.now() - started < job.seconds * 1000) {
  const due = ((performance.now() - started) / 1000) * job.perSecond;
  while (sent < due && underWay < job.atOnce) void send(sent++);
  // Requests that could not start in time are dropped: the rate is an upper bound.
  sent = Math.max(sent, Math.floor(due) - job.atOnce);
  await pause(5);
}
process.stdout.write(JSON.stringify(counts));
// Requests still in progress are ignored.
process.exit(0);
