import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMethod, startMethodsApi } from '../testing/index.js';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
const webp = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 '), Buffer.alloc(8)]);
const bmp = Buffer.concat([Buffer.from('BM'), Buffer.alloc(40)]);
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
    ['image/jpeg', jpeg],
    ['image/webp', webp],
    ['image/bmp', bmp],
  ])('is served without authentication as %s, immutable and inert', async (type, bytes) => {
    const { logoUrl } = await createMethod(api, { logo: dataUrl(bytes, type) });

    const answer = await get(logoUrl);

    expect(answer.status).toBe(200);
    expect(answer.bytes).toEqual(bytes);
    expect(answer.headers).toMatchObject({
      ...{ 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' },
      ...{ 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') },
    });
    expect(await get(logoUrl, { 'if-none-match': answer.headers['etag']! })).toMatchObject({ status: 304, text: '' });
    expect((await get(logoUrl.split('?')[0])).headers['cache-control']).toBe('public, max-age=300');
  });

  it('has the type of its bytes, whatever media type was given', async () => {
    const { logoUrl } = await createMethod(api, { logo: dataUrl(jpeg, 'image/png') });

    expect((await get(logoUrl)).headers['content-type']).toBe('image/jpeg');
  });

  it('changes its URL when it changes, and has none after removal', async () => {
    const { id, logoUrl } = await createMethod(api, { logo: dataUrl(png) });

    const changed = (await setLogo(id, dataUrl(jpeg))).body.logoUrl;
    expect(changed).not.toBe(logoUrl);
    expect((await get(logoUrl)).headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=300',
    });
    expect((await setLogo(id, null)).body.logoUrl).toBeNull();
    expect(await get(changed)).toMatchObject({ status: 404, body: { code: 'sign_in_method.not_found' } });
  });

  it('stays when something else changes', async () => {
    const { id, logoUrl } = await createMethod(api, { logo: dataUrl(png) });

    const { body } = await api.call('PATCH', `/api/v2/sign-in-methods/${id}`, { body: { name: 'New' } });

    expect(body.logoUrl).toBe(logoUrl);
    expect((await get(logoUrl)).bytes).toEqual(png);
  });

  it.each([
    [
      'a drawing that can carry scripts',
      dataUrl(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'),
    ],
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
