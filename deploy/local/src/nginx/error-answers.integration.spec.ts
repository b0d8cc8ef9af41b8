import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type NginxUnderTest, startNginxUnderTest } from './testing/nginx-under-test.js';
import { identityOf, sendRaw } from './testing/raw-request.js';

let nginx: NginxUnderTest;
beforeAll(async () => {
  nginx = await startNginxUnderTest();
});
afterAll(() => nginx.stop());
afterEach(async () => {
  for (const name of ['public-0', 'public-1', 'certificate-0', 'certificate-1', 'demo']) {
    if (!nginx.upstreams.has(name)) await nginx.startUpstream(name);
  }
});
const stop = async (...names: readonly string[]) => {
  for (const name of names) await nginx.stopUpstream(name);
};

describe('while the server is away', () => {
  it.each(['/oidc/token', '/api/v2/clients', '/health/ready'])(
    'a program gets a problem response and when to try again: %s',
    async (path) => {
      await stop('public-0', 'public-1');
      for (const method of ['GET', 'POST']) {
        const answer = await sendRaw({
          port: nginx.ports.public,
          line: `${method} ${path} HTTP/1.1`,
          headers: ['Content-Length: 0'],
        });

        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toBe('5');
        expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(JSON.parse(answer.body)).toMatchObject({ status: 503, code: 'server.unavailable' });
      }
    },
  );

  it('a person gets a page', async () => {
    await stop('public-0', 'public-1');
    const answer = await sendRaw({
      port: nginx.ports.public,
      line: 'GET /oidc/auth HTTP/1.1',
      headers: ['Accept: text/html,*/*'],
    });

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.body).toContain('<h1>One moment</h1>');
  });

  it('a person with a refused certificate gets the page too', async () => {
    await stop('certificate-0', 'certificate-1');
    const { users, bad } = nginx.pki.samples!;
    for (const files of [users.alice, bad.expired]) {
      const answer = await sendRaw({
        port: nginx.ports.mtls,
        line: 'GET /api/mtls/sign-in HTTP/1.1',
        identity: identityOf(files),
        headers: ['Accept: text/html'],
      });

      expect(answer.status).toBe(503);
      expect(answer.body).toContain('<h1>One moment</h1>');
    }
  });

  it('the demo application is away by itself', async () => {
    await stop('demo');

    expect((await sendRaw({ port: nginx.ports.demo, headers: ['Accept: text/html'] })).status).toBe(503);
    expect((await sendRaw({ port: nginx.ports.public, line: 'GET /health/live HTTP/1.1' })).status).toBe(200);
  });
});

describe('with two servers', () => {
  it('asks the other one when one has been killed, also for what is not idempotent', async () => {
    await stop('public-0');
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const answer = await sendRaw({
        port: nginx.ports.public,
        line: 'POST /api/x HTTP/1.1',
        headers: ['Content-Length: 0'],
      });
      expect(answer.echo?.name).toBe('public-1');
    }
  });

  it('uses both', async () => {
    const names = new Set<string | undefined>();
    for (let attempt = 0; attempt < 8; attempt += 1)
      names.add((await sendRaw({ port: nginx.ports.public, line: 'GET /api/x HTTP/1.1' })).echo?.name);

    expect([...names].sort()).toEqual(['public-0', 'public-1']);
  });
});

describe('a header over the limit', () => {
  it.each(['public', 'mtls', 'demo'] as const)(
    'is answered with 431 and a page on the %s listener',
    async (listener) => {
      const answer = await sendRaw({
        port: nginx.ports[listener],
        line: 'GET /api/mtls/sign-in HTTP/1.1',
        headers: [`Cookie: ${'x'.repeat(17_000)}`],
      });

      expect(answer.status).toBe(431);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(answer.body).toContain('Delete the cookies');
      expect(answer.body).not.toContain('nginx');
    },
  );

  it('is 431 also when there are too many of them', async () => {
    const headers = Array.from({ length: 6 }, (_item, index) => `X-Filler-${index}: ${'x'.repeat(15_000)}`);

    expect((await sendRaw({ port: nginx.ports.public, line: 'GET /api/x HTTP/1.1', headers })).status).toBe(431);
  });

  it('lets 15 kB through', async () => {
    const answer = await sendRaw({
      port: nginx.ports.public,
      line: 'GET /api/x HTTP/1.1',
      headers: [`Cookie: ${'x'.repeat(15_000)}`],
    });

    expect(answer.echo?.headers.cookie).toHaveLength(15_000);
  });
});

describe('a request that two servers would read differently', () => {
  it.each([
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6'], 'hello!'],
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['an unknown encoding', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
    ['a blank before the colon', ['X-SSL-Client-Verify : SUCCESS'], ''],
    ['two hosts', ['Host: evil.example'], ''],
  ])('never gets through: %s', async (_what, headers, body) => {
    const answer = await sendRaw({ port: nginx.ports.public, line: 'POST /api/x HTTP/1.1', headers, body });

    expect(answer.echo).toBeUndefined();
    expect([400, 411, 501]).toContain(answer.status);
  });

  it('drops a folded header line', async () => {
    const answer = await sendRaw({
      port: nginx.ports.public,
      line: 'GET /api/x HTTP/1.1',
      headers: ['X-Harmless: a', ' X-SSL-Client-Verify: SUCCESS'],
    });

    expect(JSON.stringify(answer.echo ?? '')).not.toMatch(/ssl.client/i);
  });
});

describe('logs', () => {
  it('hold neither tickets nor codes nor secrets', async () => {
    await stop('certificate-0', 'certificate-1');
    const line = 'GET /api/mtls/sign-in?ticket=SECRET-TICKET HTTP/1.1';
    const headers = ['Referer: https://localhost/?code=SECRET-CODE'];
    await sendRaw({ port: nginx.ports.mtls, line, headers });
    await nginx.startUpstream('certificate-0');
    await sendRaw({ port: nginx.ports.mtls, line, headers });
    await sendRaw({ port: nginx.ports.mtls, line, headers, identity: identityOf(nginx.pki.samples!.bad.expired) });

    const logs = ['nginx-access.log', 'nginx-error.log', 'nginx.log']
      .map((name) => readFileSync(join(nginx.paths.logs, name), 'utf8'))
      .join('\n');
    expect(logs).toContain('/api/mtls/sign-in HTTP/1.1');
    expect(logs).not.toMatch(/SECRET/);
    expect(logs).not.toContain(nginx.secrets.proxySecret);
  });
});

describe('a body', () => {
  const post = (path: string, size: number, body?: string) =>
    sendRaw({
      port: nginx.ports.public,
      line: `POST ${path} HTTP/1.1`,
      headers: [`Content-Length: ${size}`, 'Connection: close'],
      ...(body !== undefined && { body }),
    });

  it.each(['/api/v2/users', '/api/interaction/x/consent', '/oidc/token', '/oidc/request', '/api/v2/clients/x'])(
    'of more than 64 kB is refused: %s',
    async (path) => {
      expect((await post(path, 64 * 1024 + 1)).status).toBe(413);
    },
  );

  it.each(['/api/v2/sign-in-methods/x', '/api/v2/gateway/caller-certificates', '/api/v2/clients/x/key-credentials'])(
    'of up to 2 MB passes where files come in: %s',
    async (path) => {
      expect((await post(path, 2 * 1024 * 1024 + 1)).status).toBe(413);
      const size = 64 * 1024 + 1;
      expect((await post(path, size, 'x'.repeat(size))).status).toBe(200);
    },
  );
});
