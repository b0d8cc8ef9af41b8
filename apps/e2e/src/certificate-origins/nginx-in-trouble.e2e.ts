import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority } from '@postern/dev-pki';
import type { RunningPostern } from '@postern/local';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Management } from '../support/management.js';
import { checkOf, createTenant, listenerOf, type Tenant, untilServed } from '../support/own-origins.js';
import { startTestPostern, stopTestPostern } from '../support/start-postern.js';

let postern: RunningPostern;
let admin: Management;
let tenant: Tenant;

beforeAll(async () => {
  postern = await startTestPostern();
  admin = await Management.asAdministrator(postern.config);
  tenant = await createTenant(admin, 'acme');
});
afterAll(() => stopTestPostern(postern));

const sentNames = async (): Promise<readonly string[]> => (await checkOf(admin, tenant.method)).names?.sent ?? [];
const own = (): string => `CN=acme people ${tenant.name}`;
const addAnchor = async (subject: string): Promise<void> => {
  const another = await createAuthority({ subject });
  const params = { trustAnchors: [tenant.authority.pem, another.pem] };
  await admin.patch(`/sign-in-methods/${tenant.method.id}`, { params });
};
const waitFor = async (state: string) => {
  await expect.poll(async () => (await listenerOf(admin, tenant.method)).state, { timeout: 30_000 }).toBe(state);
  return listenerOf(admin, tenant.method);
};

describe('a change of a certificate origin', () => {
  it('that Nginx refuses leaves the last good list, and the answer has the reason', async () => {
    const main = join(postern.home, 'nginx/nginx.conf');
    const text = readFileSync(main, 'utf8');
    appendFileSync(main, '\nno_such_directive;\n');
    await addAnchor('CN=second');

    const { since, reason, origin } = await waitFor('refused');
    expect([reason, origin]).toEqual([expect.stringContaining('no_such_directive'), tenant.origin]);
    expect(Date.parse(since ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(await sentNames()).toEqual([own()]);

    writeFileSync(main, text);
    await addAnchor('CN=third');
    await untilServed(admin, tenant.method);
    expect((await sentNames()).toSorted()).toEqual([own(), 'CN=third'].toSorted());
  });

  it('waits while the agent is away, and the answer says since when', async () => {
    const socket = join(postern.config.sockets[0]!.public, '../nginx-agent.sock');
    renameSync(socket, `${socket}.away`);
    await addAnchor('CN=fourth');

    const { since, reason } = await waitFor('away');
    expect(reason).toContain('ENOENT');
    expect(Date.parse(since ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(await sentNames()).not.toContain('CN=fourth');

    renameSync(`${socket}.away`, socket);
    await untilServed(admin, tenant.method);
    expect(await sentNames()).toContain('CN=fourth');
  });
});
