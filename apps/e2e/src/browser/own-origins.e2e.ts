import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportPkcs12, type Issued } from '@postern/dev-pki';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestFolder } from '@postern/local/testing';
import { Management } from '../support/management.js';
import { createTenant, removeTenant, type Tenant } from '../support/own-origins.js';
import { certificatePolicy, policyObstacle } from './support/certificate-policy.js';
import { type Home, makeHome, openChromiumOf } from './support/certificate-store.js';
import { tellWhere } from './support/chromium.js';
import { handshakes } from './support/handshakes.js';
import { greeting, methodButton, signOutAtDemo, startAtDemo } from './support/sign-in.js';
import type { Watched } from './support/watch.js';

const postern = inject('postern');
const obstacle = policyObstacle();
const policy = certificatePolicy();
/** Both certificates have it: only their CAs tell them apart. */
const holder = 'Ada of two companies';
const password = 'postern';

let admin: Management;
let acme: Tenant;
let beta: Tenant;
let home: Home | undefined;
let visitor: Watched | undefined;

const storeOf = async (folder: string, name: string, { certificate, chain, keys }: Issued) => {
  const p12 = join(folder, `${name}.p12`);
  writeFileSync(p12, await exportPkcs12({ certificate, chain, keys, password, friendlyName: name }));
  return { p12, p12Password: password };
};

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  acme = await createTenant(admin, 'acme', holder);
  beta = await createTenant(admin, 'beta', holder);
});
afterEach(async (test) => {
  await tellWhere(test, visitor ? [visitor] : []);
  await visitor?.context.close();
  home?.remove();
  expect(visitor?.complaints).toEqual([]);
});
afterAll(async () => {
  policy.remove();
  for (const tenant of [acme, beta]) if (tenant !== undefined) await removeTenant(admin, tenant);
});

const signInAt = async (page: Page, { method, person }: Tenant): Promise<void> => {
  await startAtDemo(page, postern);
  await methodButton(page, method.name ?? '').click();
  await greeting(page, person.name).waitFor();
  await signOutAtDemo(page, postern);
};

describe.skipIf(obstacle !== null)(`two origins in a real browser${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('are each offered the certificate of their own CA alone, with one handshake, though the names are the same', async () => {
    const folder = createTestFolder('postern-cards-');
    home = await makeHome(postern, [
      await storeOf(folder, 'acme', acme.card),
      await storeOf(folder, 'beta', beta.card),
    ]);
    // Chromium picks by the holder's name among those that the listener asks for.
    policy.choose({ [acme.origin]: holder, [beta.origin]: holder });
    visitor = await openChromiumOf(home);
    const page = visitor.context.pages()[0] ?? (await visitor.context.newPage());
    const seen = handshakes(postern);

    for (const tenant of [acme, beta, acme]) await signInAt(page, tenant);

    expect(seen()).toEqual([acme, beta, acme].map(({ origin }) => new URL(origin).hostname));
  });
});
