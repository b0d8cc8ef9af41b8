import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NginxUnderTest, startNginxUnderTest } from './testing/nginx-under-test.js';
import { sendRaw } from './testing/raw-request.js';

let nginx: NginxUnderTest;
beforeAll(async () => {
  nginx = await startNginxUnderTest();
});
afterAll(() => nginx.stop());
const get = (path: string, headers: readonly string[] = [], method = 'GET') =>
  sendRaw({ port: nginx.ports.public, line: `${method} ${path} HTTP/1.1`, headers });

describe('the pages of the public listener', () => {
  it('begin with the panel', async () => {
    const answer = await get('/');

    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/panel/');
  });

  it.each([
    ['/sign-in/', 'sign-in'],
    ['/sign-in/V1StGXR8_Z5jdHi6B-myT?attempt=x', 'sign-in'],
    ['/panel/', 'panel'],
    ['/panel/admin/users/42', 'panel'],
  ])('are one document per application, asked for anew each time: %s', async (path, title) => {
    const answer = await get(path);

    expect(answer.status).toBe(200);
    expect(answer.body).toContain(`<title>${title}</title>`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/sign-in/', '/panel/'])('run nothing that is not ours: %s', async (path) => {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy') ?? '';

    for (const part of [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-frame-options')).toBe('DENY');
    // On localhost it would bind whatever else is developed there.
    expect(headers.get('strict-transport-security') ?? null).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('load pictures from this origin only on the sign-in page', async () => {
    const { headers } = await get('/sign-in/');

    expect(headers.get('content-security-policy')).toMatch(/img-src 'self' data:;/);
  });

  it('may be framed only as the preview, by this origin, which asks the server for nothing', async () => {
    const { headers } = await get('/sign-in/preview.html');
    const policy = headers.get('content-security-policy') ?? '';

    for (const part of [
      "frame-ancestors 'self'",
      "connect-src 'none'",
      "form-action 'none'",
      "img-src 'self' data:;",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['sign-in', 'panel'])(
    'keep assets with a hash in their name for good, and send them small: %s',
    async (app) => {
      const answer = await get(`/${app}/assets/app-1a2b3c.js`, ['Accept-Encoding: gzip']);

      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('do not pretend that a missing asset is a page', async () => {
    const answer = await get('/panel/assets/gone-000000.js');

    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('are not written to', async () => {
    expect((await get('/panel/', ['Content-Length: 0'], 'POST')).status).toBe(405);
  });

  it.each([
    '/api/mtls',
    '/api/mtls/sign-in',
    '/api//mtls/sign-in',
    '/api/./mtls/x',
    '/api/x/../mtls/x',
    '/metrics',
    '/.git/config',
    '/_postern/error.html',
    '/oidc',
    '/oidc/',
  ])('end at %s', async (path) => {
    const answer = await get(path);

    expect(answer.status).toBe(404);
    expect(answer.echo).toBeUndefined();
  });

  it('are not served under another name', async () => {
    const answer = await sendRaw({
      port: nginx.ports.public,
      servername: null,
      host: 'evil.example',
      line: 'GET /api/x HTTP/1.1',
    });

    expect(answer.status).toBe(421);
    expect(answer.body).toContain(`https://localhost:${nginx.ports.public}/`);
  });

  it('send somebody who typed http:// to https://', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(nginx.ports.public, '127.0.0.1');
      socket.once('data', (data) => resolve(data.toString()));
      socket.write('GET /panel/ HTTP/1.1\r\nHost: localhost\r\n\r\n');
    });

    expect(answer).toContain(`Location: https://localhost:${nginx.ports.public}/panel/`);
  });
});
