import { existsSync, lstatSync, readdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from './agent-server.js';
import type { NginxAgent } from './nginx-agent.js';
import { servedGeneration } from './serving-probe.js';
import { contentOf, type ExistingNginx, installExistingNginx } from './testing/existing-nginx.js';
import { api, rendering } from './testing/rendering.js';

let nginx: ExistingNginx;
let agent: NginxAgent;
let close: (() => Promise<void>) | undefined;

beforeEach(async () => {
  nginx = await installExistingNginx();
  const created = createAgent(nginx.options);
  agent = created.agent;
  await nginx.start();
  await agent.begin();
  close = await created.listen();
});
afterEach(async () => {
  await close?.();
  await nginx.stop();
  nginx.remove();
});

const generations = () => readdirSync(join(nginx.options.folder, 'generations'));
const served = () => servedGeneration(nginx.options.listener);
const send = (
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> =>
  new Promise((resolve, reject) => {
    const { socket: socketPath } = nginx.options;
    const sent = request({ socketPath, method, path }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: text === '' ? undefined : JSON.parse(text) }),
      );
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

describe('the agent beside an Nginx that was there before', () => {
  it('puts in place what Nginx accepts, tells when it serves, and changes nothing else', async () => {
    const before = contentOf(nginx.folder);
    expect(await agent.gateway.status()).toEqual({ generation: null, digest: null });
    expect(await served()).toBe(0);

    expect(await agent.gateway.test(await rendering(1))).toEqual({ accepted: true, reason: null });
    expect(await served()).toBe(0);
    expect(await agent.gateway.activate(1)).toEqual({ generation: 1, digest: 'digest 1' });
    expect(await served()).toBe(1);
    await agent.gateway.test(await rendering(2));
    expect(await agent.gateway.activate(2)).toEqual({ generation: 2, digest: 'digest 2' });

    expect(contentOf(nginx.folder)).toEqual(before);
    expect(generations()).toEqual([expect.stringMatching(/^2-/)]);
  });

  it('keeps what it writes from everybody else; the workers may only walk through', async () => {
    await agent.gateway.test(await rendering(1));
    await agent.gateway.activate(1);
    const { folder } = nginx.options;
    const [generation] = generations();
    const files = readdirSync(join(folder, 'generations', generation!));

    expect(files).toContain('client-1.key');
    for (const name of files) expect(statSync(join(folder, 'generations', generation!, name)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'generations')).mode & 0o777).toBe(0o700);
    expect(statSync(folder).mode & 0o777).toBe(0o711);
    expect(statSync(nginx.options.socket).mode & 0o777).toBe(0o600);
  });

  it('refuses what Nginx refuses, in its own words, and leaves no file of it', async () => {
    await agent.gateway.test(await rendering(1));
    await agent.gateway.activate(1);

    const verdict = await agent.gateway.test(await rendering(2, true));
    expect(verdict).toEqual({ accepted: false, reason: expect.stringContaining('key values mismatch') });
    expect(verdict.reason).not.toContain(nginx.options.folder);
    expect(await agent.gateway.activate(2)).toEqual({ generation: 1, digest: 'digest 1' });
    expect(generations()).toEqual([expect.stringMatching(/^1-/)]);
  });

  it('validates without storing anything', async () => {
    expect(await agent.gateway.judge(await rendering(1))).toEqual({ accepted: true, reason: null });
    expect(generations()).toEqual([]);
    expect(await agent.gateway.activate(1)).toEqual({ generation: null, digest: null });
  });

  it('lets a later configuration overtake an earlier one, and not the other way round', async () => {
    await agent.gateway.test(await rendering(1));
    await agent.gateway.test(await rendering(2));
    expect(await agent.gateway.activate(2)).toMatchObject({ generation: 2 });
    expect(await agent.gateway.activate(1)).toMatchObject({ generation: 2 });
    expect(await served()).toBe(2);
  });

  it('goes back to what served when Nginx does not take over, so that the next start works', async () => {
    await agent.gateway.test(await rendering(1));
    await agent.gateway.activate(1);
    const { agent: impatient } = createAgent({ ...nginx.options, patience: 500 });
    await impatient.gateway.test(await rendering(2));
    // Broken by somebody else after the test.
    writeFileSync(join(nginx.folder, 'conf.d/broken.conf'), 'no_such_directive on;\n');

    expect(await impatient.gateway.activate(2)).toEqual({ generation: 1, digest: 'digest 1' });
    expect(readlinkSync(join(nginx.options.folder, 'current'))).toMatch(/^generations\/1-/);
    expect(nginx.reports).toEqual([expect.stringContaining('generation 2')]);
    expect(generations()).toEqual([expect.stringMatching(/^1-/)]);
  });

  it('tests further configurations while Nginx takes over one, and none is lost', async () => {
    await agent.gateway.test(await rendering(1));
    const activated = agent.gateway.activate(1);
    const verdicts = await Promise.all([
      agent.gateway.test(await rendering(2)),
      agent.gateway.test(await rendering(3)),
    ]);

    expect(verdicts).toEqual([2, 3].map(() => ({ accepted: true, reason: null })));
    expect(await activated).toMatchObject({ generation: 1 });
    expect(await agent.gateway.activate(3)).toMatchObject({ generation: 3 });
    expect(await agent.gateway.activate(2)).toMatchObject({ generation: 3 });
    expect(generations()).toEqual([expect.stringMatching(/^3-/)]);
  });

  it('leaves the gateway out when Nginx could not start with it, and everything else works', async () => {
    await agent.gateway.test(await rendering(1));
    await agent.gateway.activate(1);
    await nginx.stop();
    const [generation] = generations();
    writeFileSync(join(nginx.options.folder, 'generations', generation!, 'client-1.key'), 'damaged');
    await agent.leaveOutWhatNginxRefuses();
    await nginx.start();

    // `nginx -t` has made the file with the process id, which the start waits for.
    await expect.poll(served).toBe(0);
    expect(existsSync(join(nginx.options.folder, 'current'))).toBe(false);
    expect(nginx.reports).toEqual([expect.stringContaining('client-1.key')]);
  });
});

describe('its socket', () => {
  it('refuses unknown text, and writes none of it', async () => {
    const { files, ...rest } = await rendering(1);
    const attempts = [
      { 'evil.conf': 'access_log /etc/cron.d/x;\n' },
      { '../../nginx.conf': '' },
      { ...files, 'locations.conf': `${files['locations.conf']}include /etc/shadow;\n` },
    ];
    for (const attempt of attempts) {
      expect(await send('POST', '/test', { ...rest, files: attempt })).toMatchObject({ status: 422 });
    }
    const elsewhere = [
      { generation: '../../etc/conf.d/evil' },
      { generation: `${nginx.folder}/evil` },
      { generation: 1.5 },
      { generation: -1 },
      { generation: null },
      { digest: 'daemon on;\n' },
      { digest: ['x'] },
      { files: { ...files, 'generation.map': ['generation 1;\n'] } },
    ];
    const before = readdirSync(nginx.folder, { recursive: true });
    for (const wrong of elsewhere) {
      for (const path of ['/test', '/judge']) {
        expect(await send('POST', path, { ...rest, files, ...wrong })).toMatchObject({ status: 422 });
      }
    }
    expect(readdirSync(nginx.folder, { recursive: true })).toEqual(before);
    expect(await send('POST', '/activate', { generation: '../../etc/conf.d' })).toMatchObject({
      body: { generation: null },
    });
    expect(await send('POST', '/test', 'nonsense')).toMatchObject({ status: 422 });
    expect(await send('GET', '/elsewhere')).toMatchObject({ status: 404 });
    expect(generations()).toEqual([]);
  });

  it('turns the epoch: the link leads elsewhere, at once', async () => {
    const link = join(nginx.options.folder, 'epoch');
    const seen = new Set([readlinkSync(link)]);
    for (let turns = 0; turns < 5; turns += 1) {
      await send('POST', '/epoch');
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      seen.add(readlinkSync(link));
    }

    expect(seen.size).toBe(6);
    expect(readdirSync(nginx.options.folder).filter((name) => name.startsWith('epoch-'))).toHaveLength(2);
  });

  it("counts calls from Nginx's log", async () => {
    const line = (status: number, own: string) =>
      `127.0.0.1 [2026-11-21T10:00:00+00:00] "GET /x HTTP/1.1" ${status} 12 0.001 0123456789abcdef api=${own} "-" "-"\n`;
    writeFileSync(
      nginx.options.accessLog,
      line(200, api) + line(200, api) + line(401, api) + line(404, '').slice(0, -5),
      { flag: 'a' },
    );

    expect(await send('GET', '/calls')).toMatchObject({
      body: {
        calls: [
          { api, status: 200, count: 2 },
          { api, status: 401, count: 1 },
        ],
      },
    });
  });
});
