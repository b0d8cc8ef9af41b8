import { randomUUID } from 'node:crypto';
import { ChangeFeed } from '@postern/database';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DecisionSocket, escaped, policyThat, type Question } from '../../testing/decision-socket.js';
import { startGatewayApi } from '../../testing/gateway-api.js';
import { sha1 } from '@postern/x509';

let api: TestApi;
let socket: DecisionSocket;
let caller: Issued;
let other: Issued;

beforeAll(async () => {
  api = await startGatewayApi();
  socket = await DecisionSocket.start(api);
  caller = await issueSelfSigned({ subject: 'CN=caller' });
  other = await issueSelfSigned({ subject: 'CN=other' });
});
afterAll(async () => {
  socket?.stop();
  await api?.stop();
});

const only = ({ der }: Issued) => ({ type: 'thumbprint', algorithm: 'SHA-1', value: sha1(der) }) as const;
/** What a response must have for Nginx to allow, or to refuse, a call. */
const word = 'x-postern-decision';
const allowed = { status: 204, headers: { [word]: 'allowed' } };
const refused = { status: 403, headers: { [word]: 'refused', 'x-postern-refusal-status': '401' } };

describe('a decision', () => {
  it('is stated in its own header, whatever the caller sends in it', async () => {
    const served = await socket.serve(only(caller));
    const headers = { [word]: 'allowed' };

    expect(await socket.ask({ ...served, certificate: escaped(caller) })).toMatchObject(allowed);
    expect(await socket.ask({ ...served, certificate: escaped(other), headers })).toMatchObject(refused);
    expect(await socket.ask({ ...served, headers })).toMatchObject(refused);
  });

  it('tells the caller nothing of the clause, and the upstream nothing of the caller, unless asked to', async () => {
    const served = await socket.serve(only(caller));
    const named = async (certificate: Issued) =>
      Object.keys((await socket.ask({ ...served, certificate: escaped(certificate) })).headers).sort();

    expect(await named(caller)).toEqual(['connection', word, 'x-accel-expires'].sort());
    expect(await named(other)).toEqual(
      [
        'connection',
        'transfer-encoding',
        word,
        'x-accel-expires',
        'x-postern-refusal',
        'x-postern-refusal-status',
      ].sort(),
    );
  });
});

describe('a request from a client other than Nginx', () => {
  const secret = 'x-postern-proxy-secret';
  it.each<[string, (secret: string) => Question]>([
    ['no secret', () => ({ headers: { [secret]: '' } })],
    ['another secret', () => ({ headers: { [secret]: 'x'.repeat(64) } })],
    ['the secret twice', (right) => ({ headers: { [secret]: [right, right] } })],
    ['another path', () => ({ path: '/decide/' })],
    ['a query', () => ({ path: '/decide?x=1' })],
    ['a path that leads there', () => ({ path: '/x/../decide' })],
    ['a whole address', () => ({ path: 'http://gateway/decide' })],
  ])('is answered 404 with %s, which allows nothing and is not cached', async (_, question) => {
    const served = await socket.serve(null);
    const answer = await socket.ask({ ...served, ...question(process.env['PROXY_SECRET'] ?? '') });

    expect(answer.status).toBe(404);
    expect(Object.keys(answer.headers)).not.toContain(word);
    expect(Object.keys(answer.headers)).not.toContain('x-accel-expires');
  });

  it('is cut short when it is larger than any certificate', async () => {
    const { status, headers } = await socket.ask({ ...(await socket.serve(null)), certificate: 'A'.repeat(70_000) });

    expect([status, headers[word]]).toEqual([431, undefined]);
  });

  it.each(['x-postern-api', 'x-postern-upstream', 'x-postern-caller'])(
    'allows nothing with two of %s',
    async (name) => {
      const served = await socket.serve();
      const value = { 'x-postern-api': served.apiId, 'x-postern-upstream': served.upstreamId }[name] ?? escaped(caller);
      const answer = await socket.ask({ ...served, certificate: escaped(caller), headers: { [name]: [value, value] } });

      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers[word]).not.toBe('allowed');
    },
  );
});

describe('the lifetime of a decision', () => {
  const expiry = async (served: { readonly apiId: string; readonly upstreamId: string }) =>
    String((await socket.ask({ ...served, certificate: escaped(caller) })).headers['x-accel-expires']);

  it('is until the end of the second, allowed or refused', async () => {
    for (const require of [null, only(other)]) {
      const from = Math.floor(Date.now() / 1000);
      const served = await socket.serve(require);
      let kept = '';
      // On a busy machine the change feed may be a second late; then nothing is cached.
      await expect.poll(async () => (kept = await expiry(served))).toMatch(/^@\d+$/);
      expect(Number(kept.slice(1))).toBeGreaterThanOrEqual(from);
      expect(Number(kept.slice(1))).toBeLessThanOrEqual(Date.now() / 1000);
    }
  });

  it('is not at all where a token decides, or an API is not known', async () => {
    const token = { type: 'token', scopes: [], audience: null } as const;
    const served = await socket.serve({ type: 'any', clauses: [only(caller), token] });

    expect(await expiry(served)).toBe('0');
    expect(await expiry({ ...served, apiId: randomUUID() })).toBe('0');
  });

  it('is not at all while changes of other servers do not arrive, and again afterwards', async () => {
    const served = await socket.serve(only(caller));
    const feed = api.get(ChangeFeed);
    await api.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'postern changes' and datname = current_database()`);
    await expect.poll(() => feed.connected, { interval: 5 }).toBe(false);

    expect(await expiry(served)).toBe('0');
    await expect.poll(() => expiry(served)).toMatch(/^@/);
  });
});

describe('without the database', () => {
  it('there is no decision: 503, nothing cached, nothing allowed, until it is back', async () => {
    const served = await socket.serve(null);
    await api.sql('alter table gateway_api rename to gateway_api_away');
    const answer = await socket.ask(served);
    await api.sql('alter table gateway_api_away rename to gateway_api');

    expect(answer).toMatchObject({ status: 503, headers: { 'x-accel-expires': '0' } });
    expect(answer.headers[word]).toBeUndefined();
    expect(await socket.ask(served)).toMatchObject(allowed);
  });
});

describe('while an API is applied and Nginx has not caught up', () => {
  /** As after `apply`: the draft is applied, and the previous version is stored. */
  const move = async (apiId: string, upstreamId: string, require: Parameters<typeof policyThat>[0]) => {
    await api.sql(
      `update gateway_api set former_policy = applied -> 'policy', former_upstream_id = applied_upstream_id,
         applied = applied || jsonb_build_object('policy', $1::jsonb, 'upstreamId', $2::text), applied_upstream_id = $2::uuid
       where id = $3`,
      [JSON.stringify(policyThat(require)), upstreamId, apiId],
    );
  };
  const ask = async (apiId: string, upstreamId: string, certificate: Issued) =>
    (await socket.ask({ apiId, upstreamId, certificate: escaped(certificate) })).status;

  it('a call to the former upstream must satisfy both policies, one to the new upstream the new one', async () => {
    const { apiId, upstreamId: former } = await socket.serve(only(caller));
    const next = await socket.addUpstream();
    await move(apiId, next, { type: 'any', clauses: [only(caller), only(other)] });

    expect(await ask(apiId, former, caller)).toBe(204);
    expect(await ask(apiId, former, other)).toBe(403);
    expect(await ask(apiId, next, other)).toBe(204);
    await move(apiId, next, only(other));
    expect(await ask(apiId, next, caller)).toBe(403);
  });

  it('an upstream that neither policy was made for gets no call, whoever makes it', async () => {
    const { apiId, upstreamId: first } = await socket.serve(null);
    const [second, third] = [await socket.addUpstream(), await socket.addUpstream()];
    await move(apiId, second, null);
    await move(apiId, third, null);

    expect(await ask(apiId, third, caller)).toBe(204);
    expect(await ask(apiId, second, caller)).toBe(204);
    expect(await ask(apiId, first, caller)).toBe(503);
    expect(await ask(apiId, '', caller)).toBe(503);
    expect(await ask(apiId, randomUUID(), caller)).toBe(503);
  });
});
