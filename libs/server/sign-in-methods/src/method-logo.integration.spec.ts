import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMethod, startMethodsApi } from '../testing/index.js';

/** Both 4 × 4 pixels or fewer, of different colours. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGM4wcAARwzEcQBRwwyB7RhOggAAAABJRU5ErkJggg==',
  'base64',
);
const otherPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>alert(1)</script><rect width="8" height="8"/></svg>',
);
const dataUrl = (bytes: Buffer, type = 'image/png') => `data:${type};base64,${bytes.toString('base64')}`;

describe('logo of a sign-in method', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startMethodsApi();
  });
  afterAll(() => api?.stop());
  const get = (path: string, headers: Record<string, string> = {}) => api.call('GET', path, { token: null, headers });
  const setLogo = (id: string, logo: unknown) => api.call('PATCH', `/api/v2/sign-in-methods/${id}`, { body: { logo } });

  it.each([
    ['image/png', png],
    ['image/svg+xml', svg],
  ])('is served without authentication, drawn anew from %s, immutable and inert', async (type, bytes) => {
    const { logoUrl } = await createMethod(api, { logo: dataUrl(bytes, type) });

    const answer = await get(logoUrl);

    expect(answer.status).toBe(200);
    expect(answer.bytes.subarray(8, 12).toString()).toBe('WEBP');
    expect(answer.bytes.includes('script')).toBe(false);
    expect(answer.headers).toMatchObject({
      ...{ 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' },
      ...{ 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') },
    });
    expect(await get(logoUrl, { 'if-none-match': answer.headers['etag']! })).toMatchObject({ status: 304, text: '' });
    expect((await get(logoUrl.split('?')[0])).headers['cache-control']).toBe('public, max-age=300');
  });

  it('changes its URL when it changes, and has none after removal', async () => {
    const { id, logoUrl } = await createMethod(api, { logo: dataUrl(png) });

    const changed = (await setLogo(id, dataUrl(otherPng))).body.logoUrl;
    expect(changed).not.toBe(logoUrl);
    expect((await get(logoUrl)).headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=300',
    });
    expect((await setLogo(id, null)).body.logoUrl).toBeNull();
    expect(await get(changed)).toMatchObject({ status: 404, body: { code: 'sign_in_method.not_found' } });
  });

  it('stays when something else changes', async () => {
    const { id, logoUrl } = await createMethod(api, { logo: dataUrl(png) });

    const { body } = await api.call('PATCH', `/api/v2/sign-in-methods/${id}`, { body: { name: 'New' } });

    expect(body.logoUrl).toBe(logoUrl);
    expect((await get(logoUrl)).status).toBe(200);
  });

  it.each([
    ['the beginning of a picture', dataUrl(png.subarray(0, 40))],
    ['a page that says it is a picture', dataUrl(Buffer.from('<script>alert(1)</script>'))],
    ['an address elsewhere', 'https://evil.test/logo.png'],
    ['broken base64', 'data:image/png;base64,%%%'],
    ['nothing', 'data:image/png;base64,'],
    ['more than 1 MB', dataUrl(Buffer.concat([png, Buffer.alloc(1024 * 1024)]))],
    ['far more than 1 MB', dataUrl(Buffer.concat([png, Buffer.alloc(1_100_000)]))],
    ['no text', 5],
  ])('cannot be %s', async (_, logo) => {
    const { id } = await createMethod(api);

    const answer = await setLogo(id, logo);

    expect(answer).toMatchObject({ status: 422, body: { code: 'request.invalid', errors: [{ path: 'logo' }] } });
  });

  it('may have exactly 1 MB', async () => {
    const largest = Buffer.concat([png, Buffer.alloc(1024 * 1024 - png.length)]);

    expect((await createMethod(api, { logo: dataUrl(largest) })).logoUrl).toMatch(/^\/api\/sign-in-methods\//);
  });
});
