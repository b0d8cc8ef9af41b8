import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from './agent-server.js';
import type { NginxAgent } from './nginx-agent.js';
import { type ExistingNginx, installExistingNginx } from './testing/existing-nginx.js';
import { rendering } from './testing/rendering.js';

let nginx: ExistingNginx;
let agent: NginxAgent;

beforeEach(async () => {
  nginx = await installExistingNginx();
  ({ agent } = createAgent(nginx.options));
  await nginx.start();
});
afterEach(async () => {
  await nginx.stop();
  nginx.remove();
});

const generations = () => readdirSync(join(nginx.options.folder, 'generations'));

describe('the agent', () => {
  it('removes what an agent left that was killed in the middle: keys, copies, half a link; what serves stays', async () => {
    await agent.gateway.test(await rendering(1));
    await agent.gateway.activate(1);
    const { folder } = nginx.options;
    for (const left of ['generations/2-0123456789ab', 'checked-AbCdEf/conf.d']) {
      mkdirSync(join(folder, left), { recursive: true });
      writeFileSync(join(folder, left, 'client-1.key'), 'half a key');
    }
    symlinkSync('generations/2-0123456789ab', join(folder, 'current.4711.tmp'));
    await createAgent(nginx.options).agent.begin();

    expect(generations()).toEqual([expect.stringMatching(/^1-/)]);
    expect(readdirSync(folder).filter((name) => /checked|tmp/.test(name))).toEqual([]);
    expect(await agent.gateway.status()).toMatchObject({ generation: 1 });
  });

  it('keeps one generation and its keys, however often there is no Nginx to reload', async () => {
    await agent.gateway.test(await rendering(1));
    await agent.gateway.activate(1);
    const reload = () => {
      throw new Error('there is no such process');
    };
    const { agent: alone } = createAgent({ ...nginx.options, reload });
    for (let times = 0; times < 3; times += 1) {
      await alone.gateway.test(await rendering(2));
      await expect(alone.gateway.activate(2)).rejects.toThrow('there is no such process');
    }

    expect(generations()).toEqual([expect.stringMatching(/^1-/)]);
    expect(readlinkSync(join(nginx.options.folder, 'current'))).toMatch(/^generations\/1-/);
  });

  it('keeps nothing of what it could not write whole', async () => {
    // What cannot be put into a text stands for a disk that is full when it comes to the second file.
    const { agent: unable } = createAgent({ ...nginx.options, systemTrustAnchors: Symbol('full') as never });
    await expect(unable.gateway.test(await rendering(1))).rejects.toThrow(TypeError);

    expect(generations()).toEqual([]);
  });

  it("tests a copy in a folder of its own, which has Nginx's keys as links and is gone afterwards", async () => {
    const key = join(nginx.folder, 'site.key');
    writeFileSync(key, 'the key of a site');
    const seen: string[] = [];
    const looking = setInterval(() => {
      for (const name of readdirSync(nginx.options.folder).filter((each) => each.startsWith('checked-'))) {
        const copied = join(nginx.options.folder, name, 'site.key');
        if (lstatSync(copied, { throwIfNoEntry: false })?.isSymbolicLink()) seen.push(readlinkSync(copied));
        expect(statSync(join(nginx.options.folder, name)).mode & 0o777).toBe(0o700);
      }
    }, 1);
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('postern-nginx-test-'));
    await agent.gateway.test(await rendering(1));
    clearInterval(looking);

    expect(new Set(seen)).toEqual(new Set([key]));
    expect(readdirSync(nginx.options.folder).filter((name) => name.startsWith('checked-'))).toEqual([]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('postern-nginx-test-'))).toEqual(before);
  });

  it.each([0o000, 0o077])(
    'has the modes it should under a umask of %o, and where a folder was wider before',
    async (mask) => {
      const home = join(nginx.folder, '../elsewhere');
      mkdirSync(join(home, 'generations'), { recursive: true });
      chmodSync(join(home, 'generations'), 0o777);
      const before = process.umask(mask);
      const options = { ...nginx.options, folder: home, socket: join(home, '../run/other.sock') };
      const shut = await createAgent(options).listen();
      const after = process.umask(before);
      await shut();

      expect(after).toBe(mask);
      expect(statSync(home).mode & 0o777).toBe(0o711);
      expect(statSync(join(home, 'generations')).mode & 0o777).toBe(0o700);
      expect(statSync(join(home, readlinkSync(join(home, 'epoch')))).mode & 0o777).toBe(0o711);
    },
  );
});
