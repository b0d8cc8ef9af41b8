import { describe, expect, it, vi } from 'vitest';
import { createApiClient } from './api-client';
import { ApiProblem } from './api-problem';

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const answering = (...answers: readonly (() => Response)[]) => {
  const fetch = vi.fn<typeof globalThis.fetch>();
  for (const answer of answers) fetch.mockImplementationOnce(async () => answer());
  return fetch;
};
const refused = (code: string, status: number, headers?: Record<string, string>) => () =>
  json({ code, instance: 'request-1' }, status, { 'content-type': 'application/problem+json', ...headers });

describe('the API client', () => {
  it('omits absent values from the query', async () => {
    const fetch = answering(() => json({}));

    await createApiClient({ fetch }).get('/users', { query: { page: 0, search: undefined, sort: null } });

    expect(fetch.mock.calls[0]?.[0]).toBe('/users?page=0');
  });

  it('reads a problem with its code and request id', async () => {
    const fetch = answering(refused('account.username_taken', 409));

    await expect(createApiClient({ fetch }).post('/users', {})).rejects.toMatchObject({
      code: 'account.username_taken',
      status: 409,
      requestId: 'request-1',
    });
  });

  it('identifies a proxy’s response by its status', async () => {
    const fetch = answering(() => new Response('<html>', { status: 502, headers: { 'x-request-id': 'r2' } }));

    await expect(createApiClient({ fetch }).get('/')).rejects.toMatchObject({
      code: 'server.unavailable',
      requestId: 'r2',
    });
  });

  it('says that the server cannot be reached if there is no response', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>().mockRejectedValue(new TypeError('network'));

    await expect(createApiClient({ fetch }).get('/')).rejects.toEqual(ApiProblem.unreachable());
  });

  it('retries once after the delay that a 503 names', async () => {
    const fetch = answering(refused('server.unavailable', 503, { 'retry-after': '0' }), () => json({ ok: true }));

    await expect(createApiClient({ fetch }).get('/')).resolves.toEqual({ ok: true });
  });

  it('gives up when the second answer is a 503 as well', async () => {
    const unavailable = refused('server.unavailable', 503, { 'retry-after': '0' });
    const fetch = answering(unavailable, unavailable);

    await expect(createApiClient({ fetch }).get('/')).rejects.toMatchObject({
      code: 'server.unavailable',
      retryAfter: 0,
    });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('does not wait long; it leaves that decision to the person', async () => {
    const fetch = answering(refused('server.unavailable', 503, { 'retry-after': '60' }));

    await expect(createApiClient({ fetch }).get('/')).rejects.toMatchObject({ retryAfter: 60 });
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('sends the token, and a renewed one after a 401', async () => {
    const fetch = answering(refused('token.invalid', 401), () => json({}));
    const api = createApiClient({ fetch, token: () => 'old', renewToken: async () => 'new' });

    await api.get('/me');

    const sent = fetch.mock.calls.map(([, init]) => (init?.headers as Record<string, string>)['authorization']);
    expect(sent).toEqual(['Bearer old', 'Bearer new']);
  });

  it('returns nothing for a 204', async () => {
    const fetch = answering(() => new Response(null, { status: 204 }));

    await expect(createApiClient({ fetch }).delete('/sessions/1')).resolves.toBeUndefined();
  });

  it('reports that it was aborted', async () => {
    const controller = new AbortController();
    const fetch = vi.fn<typeof globalThis.fetch>(async () => {
      controller.abort(new DOMException('gone', 'AbortError'));
      throw controller.signal.reason;
    });

    await expect(createApiClient({ fetch }).get('/', { signal: controller.signal })).rejects.toThrow('gone');
  });
});
