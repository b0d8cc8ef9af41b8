import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerClient } from '../../../testing/assertion-clients.js';
import { ListenerUnderTest } from '../../../testing/client-listener.js';
import { type Answer, publicOrigin, TestServer } from '../../../testing/test-server.js';

const perAddress = 20;
const attempts = 5;
const open = 12;
const perApplication = 15;

let server: TestServer;
let people: ListenerUnderTest;
let clients: ListenerUnderTest;
let spa: string;
let program: { readonly id: string; readonly secret: string };
let networks = 0;

beforeAll(async () => {
  server = await TestServer.start(undefined, {
    RATE_LIMIT_ADDRESS: String(perAddress),
    RATE_LIMIT_SIGN_IN: String(attempts),
    RATE_LIMIT_OPEN_SIGN_INS: String(open),
    RATE_LIMIT_APPLICATION: String(perApplication),
  });
  people = await ListenerUnderTest.start(server, 'people');
  clients = await ListenerUnderTest.start(server, 'clients');
  const input = { app_type: 'spa', token_endpoint_auth_method: 'none', redirect_uris: ['https://app.test/cb'] };
  ({ id: spa } = await registerClient(server, { ...input, first_party: true }));
  program = await registerClient(server, { token_endpoint_auth_method: 'client_secret_post', scopes: ['read:users'] });
});
afterAll(async () => {
  await people?.stop();
  await clients?.stop();
  await server?.stop();
});

/** Sends from a new address. */
const stranger = () => {
  networks += 1;
  return { 'x-forwarded-for': `198.51.100.${networks}` };
};

const repeat = async (times: number, send: (index: number) => Promise<Answer>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let index = 0; index < times; index += 1) statuses.push((await send(index)).status);
  return statuses;
};
const refusedOf = (statuses: readonly number[]) => statuses.filter((status) => status === 429).length;

const authorizationRequest = () =>
  new URLSearchParams({
    ...{ client_id: spa, response_type: 'code', scope: 'openid', redirect_uri: 'https://app.test/cb' },
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', state: randomUUID() },
  }).toString();

const tokenRequest = (secret: string) => ({
  ...{ grant_type: 'client_credentials', client_id: program.id, client_secret: secret },
  ...{ resource: `${publicOrigin}/api/v2`, scope: 'read:users' },
});

describe('an address with too many requests is refused', () => {
  it.each([
    ['the management API', 'public', '/api/v2/users'],
    ['what there is not', 'public', '/nothing'],
    ['an interaction of others', 'public', '/api/interaction/AAAAAAAAAAAAAAAAAAAAA'],
    ['authorization requests that are wrong', 'public', '/oidc/auth?client_id=unknown'],
    ['the same, spelled otherwise', 'public', '/oidc/%61UTH?client_id=unknown'],
    ['the end of sessions', 'public', '/oidc/session/end'],
    ['the token endpoint', 'public', '/oidc/token'],
    ['userinfo', 'public', '/oidc/me'],
    ['introspection', 'clients', '/oidc/token/introspection'],
    ['the management API over the client listener', 'clients', '/api/v2/users'],
    ['what there is not at the certificate listener', 'people', '/api/mtls/nothing'],
  ] as const)('at %s (%s listener)', async (_, listener, path) => {
    const headers = stranger();
    const send = { public: server, clients, people }[listener];
    const statuses = await repeat(perAddress + 5, () => send.send(path, { headers }));

    expect(statuses.slice(0, perAddress)).not.toContain(429);
    expect(statuses.slice(perAddress)).toEqual(Array(5).fill(429));
  });

  it('and told when to retry; others are not', async () => {
    const headers = stranger();
    await repeat(perAddress, () => server.send('/api/v2/users', { headers }));
    const refused = await server.send('/api/v2/users', { headers });

    expect(refused.body).toMatchObject({ status: 429, code: 'request.too_many' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await server.send('/api/v2/users', { headers: stranger() })).status).toBe(401);
  });

  it('whichever address of its /64 it uses', async () => {
    const statuses = await repeat(perAddress + 5, (index) =>
      server.send('/api/v2/users', { headers: { 'x-forwarded-for': `2001:db8::${index.toString(16)}` } }),
    );

    expect(refusedOf(statuses)).toBe(5);
  });

  it('but its successful requests do not count', async () => {
    const headers = { ...stranger(), authorization: await server.managementAuthorization() };

    expect(refusedOf(await repeat(perAddress * 2, () => server.send('/api/v2/users', { headers })))).toBe(0);
    expect(refusedOf(await repeat(perAddress * 2, () => server.send('/oidc/jwks', { headers })))).toBe(0);
    expect(refusedOf(await repeat(perAddress * 8, () => server.send('/health/live', { headers })))).toBe(0);
  });

  it('finally also with successful ones', async () => {
    const headers = { ...stranger(), authorization: await server.managementAuthorization() };

    expect(refusedOf(await repeat(perAddress * 10 + 3, () => server.send('/api/v2/users', { headers })))).toBe(3);
  });
});

describe('attempts to sign in', () => {
  it('that fail count, however the address is spelled', async () => {
    const headers = { ...stranger(), origin: publicOrigin };
    const uid = 'A'.repeat(21);
    const paths = [`/api/interaction/${uid}/methods/x`, `/api/interaction/${uid}/%6dethods/x`];
    const statuses = await repeat(attempts + 3, (index) =>
      server.send(paths[index % 2]!, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }),
    );

    expect(refusedOf(statuses)).toBe(3);
  });

  it('with a certificate count on the certificate listener', async () => {
    const headers = stranger();
    const statuses = await repeat(attempts + 3, () => people.send('/api/mtls/sign-in?ticket=x', { headers }));

    expect(statuses).toEqual([...Array<number>(attempts).fill(303), 429, 429, 429]);
  });

  it('that come back from the certificate listener do not', async () => {
    const headers = stranger();
    await repeat(attempts + 1, () => people.send('/api/mtls/sign-in?ticket=x', { headers }));
    const uid = 'A'.repeat(21);
    const back = await server.send(`/api/interaction/${uid}/certificate?code=${'x'.repeat(43)}`, { headers });

    expect(back.status).toBe(303);
  });
});

describe('a navigation', () => {
  const navigate = async (language: string, further: Readonly<Record<string, string>> = {}) => {
    const headers = { ...stranger(), 'sec-fetch-mode': 'navigate', accept: 'text/html', 'accept-language': language };
    await repeat(attempts, () => people.send('/api/mtls/sign-in?ticket=x', { headers }));
    return people.send('/api/mtls/sign-in?ticket=x', { headers: { ...headers, ...further } });
  };

  it.each([
    ['en-GB,en;q=0.9', 'en', 'Try again in about 1 minute.'],
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr', 'Réessayez dans environ 1 minute.'],
    ['pt;q=0.9, de;q=0.5, en;q=0.2', 'de', 'Versuchen Sie es in etwa 1 Minute noch einmal.'],
    ['es', 'es', 'Vuelva a intentarlo dentro de 1 minuto.'],
    ['it', 'it', 'Riprovi tra circa 1 minuto.'],
    ['ru', 'ru', 'Повторите попытку примерно через 1 минуту.'],
    ['zh', 'en', 'Try again in about 1 minute.'],
  ])('gets a page in a language of theirs: %s', async (wanted, language, sentence) => {
    const { status, headers, text } = await navigate(wanted);

    expect([status, headers['content-language']]).toEqual([429, language]);
    expect(headers['content-type']).toContain('text/html');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(sentence);
  });

  it('gets it on the public origin too, a script does not', async () => {
    const headers = { ...stranger(), accept: 'text/html' };
    await repeat(perAddress, () => server.send('/oidc/auth?client_id=unknown', { headers }));
    const ask = (further: object) =>
      server.send('/oidc/auth?client_id=unknown', { headers: { ...headers, ...further } });

    expect((await ask({})).text).toContain('<!doctype html>');
    expect((await ask({ 'sec-fetch-mode': 'cors' })).body).toMatchObject({ code: 'request.too_many' });
  });
});

describe('unfinished sign-ins', () => {
  const count = async () =>
    Number((await server.sql(`select count(*) from oidc_artifact where model = 'Interaction'`))[0]?.['count']);

  it('are limited per address', async () => {
    const headers = stranger();
    const before = await count();
    const statuses = await repeat(open + 3, () => server.send(`/oidc/auth?${authorizationRequest()}`, { headers }));

    expect(statuses).toEqual([...Array<number>(open).fill(303), 429, 429, 429]);
    expect((await count()) - before).toBe(open);
  });

  it('count with the requests that public applications push', async () => {
    const headers = { ...stranger(), 'content-type': 'application/x-www-form-urlencoded' };
    const push = () => server.send('/oidc/request', { method: 'POST', headers, body: authorizationRequest() });
    const statuses = await repeat(open + 2, push);

    expect(statuses).toEqual([...Array<number>(open).fill(201), 429, 429]);
  });
});

describe('an application', () => {
  it('has its own limit, however many addresses it uses', async () => {
    const good = await repeat(perApplication, () => server.token(tokenRequest(program.secret), stranger()));
    const next = await server.token(tokenRequest(program.secret), stranger());

    expect(new Set(good)).toEqual(new Set([200]));
    expect([next.status, next.body.error]).toEqual([429, 'temporarily_unavailable']);
    expect(Number(next.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is not used up by requests that only name its id', async () => {
    const other = await registerClient(server, { token_endpoint_auth_method: 'client_secret_post' });
    const ask = (secret: string) =>
      server.form('token/introspection', { token: 'x', client_id: other.id, client_secret: secret }, stranger());
    await repeat(perApplication * 2, () => ask('wrong'));

    expect((await ask(other.secret)).status).toBe(200);
  });
});
