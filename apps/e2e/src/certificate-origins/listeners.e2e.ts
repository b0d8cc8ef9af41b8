import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import type { SignInMethodRecord } from '@postern/contracts';
import { createAuthority, issueCertificate } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mtlsMethod } from '../support/accounts.js';
import { pairOf } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { checkOf, createTenant, listenerOf, removeTenant, type Tenant, untilServed } from '../support/own-origins.js';
import { demoParty, openBrowserWith } from '../support/people.js';
import { beginSignIn, certificateAddress, presentInVain } from '../support/sign-in-page.js';

const postern = inject('postern');
let admin: Management;
let acme: Tenant;
let beta: Tenant;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  acme = await createTenant(admin, 'acme');
  beta = await createTenant(admin, 'beta');
});
afterAll(async () => {
  for (const tenant of [acme, beta]) if (tenant !== undefined) await removeTenant(admin, tenant);
});

/** Common names of the CAs that a program of its own, `openssl s_client`, is told of. */
const namesAt = (origin: string): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    const child = execFile(
      'openssl',
      ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', hostname],
      (_error, output) => {
        const [, list = ''] = /client certificate CA names\n((?:.+\n)*?)(?:Requested|Client)/.exec(output) ?? [];
        resolve(list.split('\n').flatMap((line) => /CN ?= ?(.+)$/.exec(line)?.[1] ?? []));
      },
    );
    child.stdin?.end();
  });
const caName = ({ name }: Tenant): string => `${name.split('-')[0]} people ${name}`;
const outcomes = async (method: SignInMethodRecord) =>
  Object.fromEntries((await checkOf(admin, method)).checks.map(({ name, outcome }) => [name, outcome]));

/** Signs in at the demo application by a method, with a certificate. */
const signIn = async ({ method }: Tenant, card: Tenant['card'], from?: (address: string) => string) => {
  const browser = openBrowserWith(postern, pairOf(card));
  const page = await beginSignIn(postern, browser);
  const start = await certificateAddress(page, method.id);
  const isBack = (address: string) => address.startsWith(demoParty(postern).redirectUri);
  const { location } = await browser.follow(from?.(start) ?? start, isBack);
  return { start: new URL(start), location };
};
const refused = async ({ method }: Tenant, card: Tenant['card'], at: (address: string) => string = (same) => same) => {
  const page = await beginSignIn(postern, openBrowserWith(postern, pairOf(card)));
  return presentInVain(page, at(await certificateAddress(page, method.id)));
};

describe('two methods with an origin each', () => {
  it('have lists of their own: no browser is told of the CAs of the other', async () => {
    expect(await namesAt(acme.origin)).toEqual([caName(acme)]);
    expect(await namesAt(beta.origin)).toEqual([caName(beta)]);
    expect(await namesAt(postern.origins.mtlsFresh.replace('{attempt}', `a1b2c3d4e5f60718-${acme.name}`))).toEqual([
      caName(acme),
    ]);
    // The shared list follows in a reload of its own.
    const strangers = async () => (await namesAt(postern.origins.mtls)).filter((name) => / people /.test(name));
    await expect.poll(strangers, { timeout: 20_000 }).toEqual([]);
    expect(await namesAt(postern.origins.mtls)).not.toEqual([]);
  });

  it('are led to from the sign-in page, and sign people in', async () => {
    for (const tenant of [acme, beta]) {
      const { start, location } = await signIn(tenant, tenant.card);
      expect([start.origin, location === null]).toEqual([tenant.origin, false]);
    }
  });

  it('are led to from a page that was open before', async () => {
    const { location } = await signIn(acme, acme.card, (start) => start.replace(acme.origin, postern.origins.mtls));

    expect(location).not.toBeNull();
  });

  it('refuse a certificate of the other with its true reason', async () => {
    expect(await refused(beta, acme.card)).toMatchObject({ code: 'certificate.untrusted' });
  });

  it('let none count that was shown at the origin of the other, though its own CA issued it', async () => {
    const atBeta = (start: string) => start.replace(acme.origin, beta.origin);
    const atFreshBeta = (start: string) =>
      start.replace(acme.origin, postern.origins.mtlsFresh.replace('{attempt}', `a1b2c3d4e5f60718-${beta.name}`));

    for (const at of [atBeta, atFreshBeta])
      expect(await refused(acme, acme.card, at)).toMatchObject({ code: 'certificate.header_mismatch' });
  });

  it('cannot share a name', async () => {
    const answer = await admin.send('POST', '/sign-in-methods', {
      ...{ type: 'mtls', name: 'Third', enabled: true },
      params: { trustAnchors: [acme.authority.pem], hostName: acme.name },
    });

    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([422, { code: 'sign_in_method.host_name_taken' }]);
  });
});

describe('the live check', () => {
  it('finds nothing wrong with an origin that is as it should be', async () => {
    expect(await outcomes(acme.method)).toEqual({
      ...{ reachable: 'ok', certificate: 'ok', versions: 'ok', asks: 'ok', names: 'ok' },
      ...{ size: 'ok', fresh: 'ok', http2: 'ok', resumption: 'ok' },
    });
    expect((await checkOf(admin, acme.method)).names).toMatchObject({
      sent: [`CN=${caName(acme)}`],
      missing: [],
      extra: [],
    });
  });

  it('looks at the shared origin for a method without one', async () => {
    const method = await mtlsMethod(admin);

    expect(await listenerOf(admin, method)).toMatchObject({ state: 'shared', origin: postern.origins.mtls });
    expect(await checkOf(admin, method)).toMatchObject({ origin: postern.origins.mtls });
    await expect.poll(() => outcomes(method), { timeout: 10_000 }).toMatchObject({ names: 'ok', fresh: 'ok' });
  });

  it('has no answer for a method that asks for no certificate', async () => {
    const methods = await admin.get<SignInMethodRecord[]>('/sign-in-methods');
    const password = methods.find(({ type }) => type === 'password')!;

    expect((await admin.send('POST', `/sign-in-methods/${password.id}/listener/check`)).status).toBe(404);
    expect((await admin.send('GET', `/sign-in-methods/nonsense/listener`)).status).toBe(404);
  });
});

describe('a change', () => {
  const change = async (tenant: Tenant, params: object) => {
    await admin.patch(`/sign-in-methods/${tenant.method.id}`, { params });
    await untilServed(admin, tenant.method);
  };

  it('of the trust anchors is in the list soon', async () => {
    const second = await createAuthority({ subject: `CN=second people ${acme.name}` });
    await change(acme, { trustAnchors: [acme.authority.pem, second.pem] });

    expect((await namesAt(acme.origin)).toSorted()).toEqual([caName(acme), `second people ${acme.name}`].toSorted());
    expect(await outcomes(acme.method)).toMatchObject({ names: 'ok' });
    const card = await issueCertificate(second, { subject: 'CN=Somebody new' });
    expect(await refused(acme, card)).toMatchObject({ code: 'certificate.not_linked' });
  });

  it('to send no names has every certificate offered', async () => {
    await change(beta, { caNames: 'none' });

    expect(await namesAt(beta.origin)).toEqual([]);
    expect(await outcomes(beta.method)).toMatchObject({ asks: 'ok', names: 'ok' });
    expect((await signIn(beta, beta.card)).location).not.toBeNull();
    await change(beta, { caNames: 'sent' });
  });

  it('of the name moves the origin', async () => {
    const name = `beta-${randomBytes(3).toString('hex')}`;
    await change(beta, { hostName: name });
    beta = { ...beta, origin: postern.origins.mtlsFresh.replace('{attempt}', name) };

    expect((await signIn(beta, beta.card)).start.origin).toBe(beta.origin);
    expect(await namesAt(beta.origin)).toEqual([caName(beta)]);
  });

  it('back to the shared origin takes the CAs there', async () => {
    await admin.patch(`/sign-in-methods/${beta.method.id}`, { params: { hostName: '' } });

    await expect.poll(async () => (await listenerOf(admin, beta.method)).state, { timeout: 20_000 }).toBe('shared');
    await expect.poll(() => namesAt(postern.origins.mtls), { timeout: 20_000 }).toContain(caName(beta));
    expect((await signIn(beta, beta.card)).start.origin).toBe(postern.origins.mtls);
  });
});
