import dns from 'node:dns/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchFile } from './fetch-file.js';
import { nextFetch } from './fetch-schedule.js';

let server: Server | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
  server = undefined;
});
const serve = async (handle: RequestListener): Promise<number> => {
  server = createServer(handle);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const resolvesTo = (...addresses: string[]) =>
  vi.spyOn(dns, 'lookup').mockResolvedValue(addresses.map((address) => ({ address, family: 4 })) as never);
const inside = { insideNetwork: true };

describe('fetching a file', () => {
  it('refuses a host with any internal or cloud metadata address', async () => {
    for (const address of ['10.0.0.1', '192.168.1.1', '127.0.0.1', '172.16.0.9', '100.64.0.1', '169.254.169.254']) {
      resolvesTo('192.0.2.1', address);
      await expect(fetchFile('http://ca.test/', { insideNetwork: false })).rejects.toThrow(address);
    }
    for (const address of [
      'http://[::1]/',
      'http://[fd00::1]/',
      'http://[::ffff:10.0.0.1]/',
      'http://[64:ff9b::a00:1]/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://0177.0.0.1/',
      'http://127.1./',
      'http://0/',
      'http://[::]/',
      'http://[::127.0.0.1]/',
      'http://[::ffff:0:10.0.0.1]/',
      'http://[64:ff9b:1::10.0.0.1]/',
      'http://[2001:0:a00:1::1]/',
      'http://[2002:a00:1::]/',
      'http://localhost./',
      'http://LOCALHOST/',
    ])
      await expect(fetchFile(address, { insideNetwork: false })).rejects.toMatchObject({
        code: 'revocation.fetch_failed',
      });
    resolvesTo('169.254.169.254');
    await expect(fetchFile('http://ca.test/', inside)).rejects.toThrow('link-local');
    vi.restoreAllMocks();
    for (const address of [
      'http://2852039166/',
      'http://0xa9fea9fe/',
      'http://0251.0376.0251.0376/',
      'http://169.254.169.254./',
      'http://[::ffff:169.254.169.254]/',
      'http://[64:ff9b::100.100.100.200]/',
      'http://[64:ff9b:1::169.254.169.254]/',
      'http://0.0.0.0/',
    ])
      for (const body of [undefined, { type: 'application/ocsp-request', bytes: new Uint8Array(1) }])
        await expect(fetchFile(address, { ...inside, ...(body && { body }) })).rejects.toThrow(/, which is /);
  });

  it('connects to the address that was checked, even if the host name resolves differently a moment later', async () => {
    const hosts: (string | undefined)[] = [];
    const port = await serve(({ headers }, response) => {
      hosts.push(headers.host);
      response.end('list');
    });
    const lookup = resolvesTo('127.0.0.1');
    lookup.mockResolvedValueOnce([{ address: '127.0.0.1', family: 4 }] as never);
    lookup.mockResolvedValue([{ address: '192.0.2.1', family: 4 }] as never);

    const { data } = await fetchFile(`http://ca.test:${port}/`, inside);

    expect(Buffer.from(data!).toString()).toBe('list');
    expect(hosts).toEqual([`ca.test:${port}`]);
    expect(lookup).toHaveBeenCalledTimes(1);
  });

  it('follows no redirect', async () => {
    let requests = 0;
    const port = await serve((_, response) => {
      requests += 1;
      response.writeHead(301, { location: '/other' }).end();
    });

    await expect(fetchFile(`http://127.0.0.1:${port}/`, inside)).rejects.toThrow('redirect');
    expect(requests).toBe(1);
  });

  it('ends an answer that is too long, whether it says so or not', async () => {
    const port = await serve(({ url }, response) => {
      if (url === '/said') response.setHeader('content-length', 2000);
      response.write(Buffer.alloc(1500));
      response.end(Buffer.alloc(500));
    });

    for (const path of ['said', 'unsaid'])
      await expect(fetchFile(`http://127.0.0.1:${port}/${path}`, { ...inside, most: 1999 })).rejects.toMatchObject({
        code: 'revocation.too_large',
      });
    expect((await fetchFile(`http://127.0.0.1:${port}/`, { ...inside, most: 2000 })).data).toHaveLength(2000);
  });

  it('accepts 304 only after a conditional request, and stores only tags that it can send back', async () => {
    let etag = '"one"';
    const port = await serve((_, response) => void response.writeHead(304, { etag }).end());
    const address = `http://127.0.0.1:${port}/`;

    await expect(fetchFile(address, inside)).rejects.toThrow('304');
    await expect(fetchFile(address, { ...inside, body: { type: 'x/y', bytes: Buffer.from('?') } })).rejects.toThrow(
      '304',
    );
    expect(await fetchFile(address, { ...inside, etag })).toEqual({ data: undefined, etag });
    for (etag of ['none', `"${'x'.repeat(1001)}"`, '"a"b"'])
      expect((await fetchFile(address, { ...inside, etag: '"one"' })).etag).toBeNull();
  });

  it('fails on a truncated response or too long a header, and decompresses nothing', async () => {
    const port = await serve(({ url }, response) => {
      if (url === '/short') {
        response.setHeader('content-length', 2000);
        response.write('a');
        response.socket?.end();
      } else if (url === '/head') response.setHeader('etag', `"${'x'.repeat(1024 * 1024)}"`).end('list');
      else response.setHeader('content-encoding', 'gzip').end('packed');
    });

    for (const path of ['short', 'head'])
      await expect(fetchFile(`http://127.0.0.1:${port}/${path}`, inside)).rejects.toMatchObject({
        code: 'revocation.fetch_failed',
      });
    expect(Buffer.from((await fetchFile(`http://127.0.0.1:${port}/`, inside)).data!).toString()).toBe('packed');
  });

  it('gives up on a response that does not come, or does not end', async () => {
    const port = await serve(({ url }, response) => {
      if (url === '/begins') response.write('a');
    });

    for (const path of ['', 'begins'])
      await expect(fetchFile(`http://127.0.0.1:${port}/${path}`, { ...inside, within: 100 })).rejects.toMatchObject({
        code: 'revocation.fetch_failed',
      });
  });
});

describe('the time of the next fetch', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const hoursUntil = (issued: number, next: number, random = 0): number =>
    (nextFetch([{ issuedAt: after(issued), nextUpdate: after(next) }], now, random).getTime() - now.getTime()) /
    3_600_000;

  it('is before the next list by a tenth of its life, at least an hour, at least once a day, with jitter', () => {
    expect(hoursUntil(0, 20)).toBe(18);
    expect(hoursUntil(0, 6)).toBe(5);
    expect(hoursUntil(0, 24 * 30)).toBe(24);
    expect(hoursUntil(0, 20, 1)).toBeCloseTo(18 * 0.95);
    expect(hoursUntil(-20, 0.5)).toBeCloseTo(5 / 60);
  });
});
