import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '@postern/dev-pki';
import { Logger } from '@nestjs/common';
import { type SignInMethod, SignInMethodDirectory } from '@postern/provider-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { methodWith, Origins } from '../testing/index.js';
import { CaBundleConfig } from './ca-bundle.config.js';
import { CaBundleWriter } from './ca-bundle.writer.js';

class Directory extends SignInMethodDirectory {
  methods: readonly SignInMethod[] = [];
  private listener = (): void => {};

  async find(): Promise<undefined> {
    return undefined;
  }
  async all(): Promise<readonly SignInMethod[]> {
    return this.methods;
  }
  async used(): Promise<readonly SignInMethod[]> {
    return this.methods;
  }
  async offeredAt(): Promise<readonly SignInMethod[]> {
    return this.methods;
  }
  async requiredAt(): Promise<[]> {
    return [];
  }
  async refusalAt(): Promise<null> {
    return null;
  }
  onChange(listener: () => void): void {
    this.listener = listener;
  }
  change(...methods: readonly SignInMethod[]): void {
    this.methods = methods;
    this.listener();
  }
}

let folder: string;
let file: string;
let directory: Directory;
let origins: Origins;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-ca-bundle-'));
  file = join(folder, 'bundle.pem');
  directory = new Directory();
  origins = new Origins();
});
afterEach(() => rmSync(folder, { recursive: true }));

const started = async (path: string): Promise<void> => {
  const config = Object.assign(new CaBundleConfig(), { MTLS_CA_BUNDLE_FILE: path });
  const writer = new CaBundleWriter(directory, config, origins);
  await writer.onApplicationBootstrap();
};
const written = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

describe('the file of authorities for Nginx', () => {
  it('exists once the server is up, and follows every change; other types of method add nothing', async () => {
    const [first, second] = await Promise.all([
      createAuthority({ subject: 'CN=First' }),
      createAuthority({ subject: 'CN=Second' }),
    ]);
    const other: SignInMethod = { ...methodWith([second]), type: 'other', params: { trustAnchors: [second.pem] } };
    directory.methods = [methodWith([first]), other];
    await started(file);
    expect(written()).toBe(first.pem);

    directory.change(methodWith([second]));
    directory.change(methodWith([first, second]), other);

    await expect.poll(() => written().match(/BEGIN/g)).toHaveLength(2);
    expect(readdirSync(folder)).toEqual(['bundle.pem']);
  });

  it('keeps the last authorities when no method is left: Nginx does not start with an empty list', async () => {
    const authority = await createAuthority({ subject: 'CN=First' });
    directory.methods = [methodWith([authority])];
    await started(file);
    directory.methods = [];
    await started(file);

    expect(written()).toBe(authority.pem);
  });

  it('leaves out those of a method whose own origin Nginx serves, from that moment on', async () => {
    const [first, second] = await Promise.all([
      createAuthority({ subject: 'CN=First' }),
      createAuthority({ subject: 'CN=Second' }),
    ]);
    const own = { ...methodWith([second], { hostName: 'second' }), id: 'b2f0c1de-0000-4000-8000-000000000002' };
    directory.methods = [methodWith([first]), own];
    await started(file);
    expect(written().match(/BEGIN/g)).toHaveLength(2);

    origins.change({ [own.id]: 'second' });
    await expect.poll(written).toBe(first.pem);
    origins.change({});
    await expect.poll(() => written().match(/BEGIN/g)).toHaveLength(2);
  });

  it('is not written unless it has a name', async () => {
    directory.methods = [methodWith([await createAuthority({ subject: 'CN=First' })])];
    await started('');

    expect(readdirSync(folder)).toEqual([]);
  });

  it('stays as it was when a client could not take all the names', async () => {
    const [small, ...large] = await Promise.all([
      createAuthority({ subject: 'CN=Small' }),
      ...Array.from({ length: 140 }, (_, number) =>
        createAuthority({ subject: `C=XX,O=${'o'.repeat(60)},OU=${'u'.repeat(60)},CN=${'n'.repeat(56)} ${number}` }),
      ),
    ]);
    directory.methods = [methodWith([small])];
    await started(file);

    const said = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    directory.change(methodWith(large));
    await expect.poll(() => said.mock.calls.join()).toContain('30000 are allowed');

    expect(written()).toBe(small.pem);
  });
});
