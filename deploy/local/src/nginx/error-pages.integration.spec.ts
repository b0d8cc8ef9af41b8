import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NginxUnderTest, startNginxUnderTest } from './testing/nginx-under-test.js';
import { sendRaw } from './testing/raw-request.js';

let nginx: NginxUnderTest;
beforeAll(async () => {
  nginx = await startNginxUnderTest();
});
afterAll(() => nginx.stop());

const browser = (language = 'en-US,en;q=0.9') => ['Accept: text/html,*/*;q=0.8', `Accept-Language: ${language}`];
const visit = (line: string, headers: readonly string[], listener: 'public' | 'mtls' | 'demo' = 'public', body = '') =>
  sendRaw({ port: nginx.ports[listener], line: `${line} HTTP/1.1`, headers, body });
const textOf = (page: string) =>
  page
    .replace(/<(style|title)>.*?<\/\1>|<[^>]+>/gs, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('what Nginx answers itself', () => {
  it.each([
    ['an address that there is not', 'GET /nothing-here', 404, 'This page does not exist', []],
    ['the issuer', 'GET /oidc', 404, 'This page does not exist', []],
    ['a page that is posted to', 'POST /panel/', 405, 'This request was not understood', ['Content-Length: 0']],
    ['an upload over the limit', 'POST /api/x', 413, 'This is too large', ['Content-Length: 9000000']],
    ['two lengths', 'POST /api/x', 400, 'This request was not understood', ['Content-Length: 1', 'Content-Length: 2']],
  ] as const)('is a page of ours for people: %s', async (_what, line, status, says, headers) => {
    const answer = await visit(line, [...browser(), ...headers]);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.body).not.toMatch(/nginx|<!--#|\[an error/i);
    expect(textOf(answer.body)).toContain(says);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is a problem response for programs', async () => {
    const answer = await visit('GET /nothing-here', ['Accept-Language: de']);

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answer.body)).toMatchObject({
      type: 'urn:postern:error:request.not_found',
      status: 404,
      code: 'request.not_found',
      title: 'This page does not exist.',
    });
  });

  it.each(['mtls', 'demo'] as const)('is ours on the %s listener, too', async (listener) => {
    const headers = [...browser(), 'Content-Length: 1', 'Content-Length: 2'];
    const answer = await visit('POST /api/mtls/sign-in', headers, listener);

    expect(answer.status).toBe(400);
    expect(textOf(answer.body)).toContain('This request was not understood');
  });

  it('speaks six languages, whichever comes first in the browser', async () => {
    const pages = await Promise.all(
      languages.map((language) => visit('GET /x', browser(`pl, ${language}-XX;q=0.8, en`))),
    );

    expect(new Set(pages.map(({ body }) => textOf(body))).size).toBe(languages.length);
    pages.forEach(({ body }, position) => expect(body).toContain(`<html lang="${languages[position]}">`));
    expect((await visit('GET /x', browser('pl, entirely;q=0.1'))).body).toContain('<html lang="en">');
  });

  it('has words of its own for each status in every language', () => {
    const words = readFileSync(join(nginx.paths.repository, 'nginx/snippets/error-words.conf.template'), 'utf8');
    for (const part of words.split(/^map /m).filter((map) => /_(title|text) \{/.test(map.split('\n')[0] ?? ''))) {
      for (const status of [404, 413, 429, 431, 500, 503]) {
        for (const language of languages) expect(part).toContain(`"${status} ${language}" "`);
      }
    }
  });

  it('allows the style of its page and nothing else', async () => {
    const { body, headers } = await visit('GET /x', browser());
    const style = /<style>(.*?)<\/style>/s.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');

    expect(headers.get('content-security-policy')).toContain(`default-src 'none'; style-src 'sha256-${hash}';`);
  });

  it('has an icon for pages that name none', async () => {
    const answer = await visit('GET /favicon.ico', []);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  });
});
