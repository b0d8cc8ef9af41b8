import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RevocationLists } from '@postern/certificate-kit';
import type { MethodProblem } from '@postern/provider-kit';
import { createAuthority, createCrl, generateKeys, issueCertificate } from '@postern/dev-pki';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, createPki, days, listenersConfig, methodWith, mtlsConfig, Origins } from '../testing/index.js';
import { CertificateIdentification } from './certificate-identification.js';
import { CertificatePolicy } from './certificate.policy.js';
import { methodProblem } from './method-problem.js';
import { MtlsParams } from './params/mtls.params.js';
import { MtlsProvider } from './mtls.provider.js';

const providerWith = (config = mtlsConfig(), origins = new Origins()): MtlsProvider => {
  const lists = new RevocationLists(config);
  return new MtlsProvider(config, new CertificateIdentification(new CertificatePolicy(lists)), lists, origins);
};
const methodId = 'a2f0c1de-0000-4000-8000-000000000001';
const provider = providerWith();
let pki: Awaited<ReturnType<typeof createPki>>;

beforeAll(async () => {
  pki = await createPki();
});

describe('where the browser goes', () => {
  it('is always the same origin, so that it remembers the choice', () => {
    expect(provider.startUrl('a+b/c=', { methodId, fresh: false })).toBe(
      'https://localhost:3443/api/mtls/sign-in?ticket=a%2Bb%2Fc%3D',
    );
  });

  it('is an origin never used before when it shall ask again', () => {
    const hosts = Array.from({ length: 20 }, () => new URL(provider.startUrl('t', { methodId, fresh: true })).host);

    for (const host of hosts) expect(host).toMatch(/^[0-9a-f]{16}\.mtls\.localhost:3443$/);
    expect(new Set(hosts).size).toBe(20);
  });

  it('is where this browser succeeded last, and never a place that is not ours', () => {
    const hostAt = (place: string | null) => new URL(provider.startUrl('t', { methodId, fresh: false, place })).host;
    const fresh = new URL(provider.startUrl('t', { methodId, fresh: true })).host;

    expect(hostAt(fresh.split('.')[0]!)).toBe(fresh);
    for (const place of ['evil.example/', 'a1', '', null]) expect(hostAt(place)).toBe('localhost:3443');
  });

  it('stays the same origin where no other is configured', () => {
    const { startUrl } = {
      startUrl: (fresh: boolean) =>
        providerWith(mtlsConfig({ MTLS_FRESH_ORIGIN: undefined })).startUrl('t', { methodId, fresh }),
    };

    expect(startUrl(true)).toBe(startUrl(false));
  });

  it("is the method's own origin once Nginx serves it, and fresh hosts are next to it", () => {
    const origins = new Origins({ [methodId]: 'acme' });
    const hostAt = (fresh: boolean, place: string | null = null, id = methodId) =>
      new URL(providerWith(mtlsConfig(), origins).startUrl('t', { methodId: id, fresh, place })).host;

    expect(hostAt(false)).toBe('acme.mtls.localhost:3443');
    expect(hostAt(true)).toMatch(/^[0-9a-f]{16}-acme\.mtls\.localhost:3443$/);
    expect(hostAt(false, 'a1b2c3d4e5f60718')).toBe('a1b2c3d4e5f60718-acme.mtls.localhost:3443');
    expect(hostAt(false, null, 'another')).toBe('localhost:3443');
    origins.change({});
    expect(hostAt(false)).toBe('localhost:3443');
  });
});

describe('the host name of a method', () => {
  const problemsOf = async (hostName: string) =>
    (await validate(plainToInstance(MtlsParams, { hostName }))).map(({ property }) => property);

  it.each(['', 'acme', 'a1', 'acme-berlin-2', 'a'.repeat(40)])('may be %j', async (name) => {
    expect(await problemsOf(name)).toEqual([]);
  });

  it.each([
    ...[
      'a',
      '-acme',
      'acme-',
      'ac--me',
      'xn--acme',
      'Acme',
      'ac.me',
      'ac_me',
      '*',
      'acme ',
      'a'.repeat(41),
      'äcme',
      'acme\n',
    ],
    ...['a1b2c3d4e5f60718', 'a1b2c3d4e5f60718-acme'],
  ])('may not be %j', async (name) => {
    expect(await problemsOf(name)).toEqual(['hostName']);
  });

  it('needs a name for fresh hosts, whose wildcard covers it', async () => {
    const params = methodWith([pki.root], { hostName: 'acme' }).params;
    const without = providerWith(mtlsConfig({ MTLS_FRESH_ORIGIN: undefined }));

    expect((await provider.normalizeParams(params)).hostName).toBe('acme');
    expect(await codeOf(() => without.normalizeParams(params))).toBe('sign_in_method.no_host_names');
  });

  it('belongs to one method', async () => {
    const params = methodWith([pki.root], { hostName: 'acme' }).params;
    const shared = methodWith([pki.root]).params;

    expect(() => provider.assertTogether([params, shared, shared])).not.toThrow();
    expect(await codeOf(() => provider.assertTogether([params, shared, params]))).toBe(
      'sign_in_method.host_name_taken',
    );
  });
});

describe('an identifier', () => {
  it('is the subject, with the certificate and a label', async () => {
    const identifier = await provider.identify(pki.method, pki.ada.der);

    expect(identifier).toMatchObject({
      methodId: pki.method.id,
      label: 'Ada',
      certificate: { summary: { subject: 'CN=Ada' } },
    });
    expect(identifier.subject).toMatch(/^x509-sha256:[0-9a-f]{64}$/);
  });

  it('is made by the rule of the method', async () => {
    const keys = await generateKeys('ec-p256');
    const [one, two] = [await pki.issue({ keys }), await pki.issue({ keys })];

    for (const source of ['certificate', 'public-key', 'issuer-and-subject']) {
      const method = methodWith([pki.root, pki.issuing], { rules: [{ source, field: 'linked' }] });
      const subjects = [await provider.identify(method, one.der), await provider.identify(method, two.der)].map(
        ({ subject }) => subject,
      );

      expect(subjects[0] === subjects[1]).toBe(source !== 'certificate');
    }
  });

  it('by issuer and subject is another one below another root of the same name', async () => {
    const twin = await createAuthority({ subject: 'CN=Root,O=Test' });
    const params: Partial<MtlsParams> = { rules: [{ source: 'issuer-and-subject', field: 'linked' }] };
    const ours = await provider.identify(
      methodWith([pki.root], params),
      (await issueCertificate(pki.root, { subject: 'CN=Ada' })).der,
    );
    const theirs = await provider.identify(
      methodWith([twin], params),
      (await issueCertificate(twin, { subject: 'CN=Ada' })).der,
    );

    expect(ours.subject).not.toBe(theirs.subject);
  });

  it('is refused with the code of the check that failed', async () => {
    expect(
      await codeOf(async () => provider.identify(pki.method, (await pki.issue({ purposes: ['serverAuth'] })).der)),
    ).toBe('certificate.wrong_purpose');
    expect(await codeOf(() => provider.identify(pki.method, new Uint8Array([1, 2, 3])))).toBe('certificate.malformed');
    expect(await codeOf(() => provider.summarize(new Uint8Array([1, 2, 3])))).toBe('certificate.malformed');
  });
});

describe('an uploaded certificate', () => {
  it('is read from PEM', () => {
    expect(Buffer.from(provider.read(pki.ada.pem))).toEqual(Buffer.from(pki.ada.der));
  });

  it('is refused when it is a private key, several certificates or something else', async () => {
    expect(await codeOf(() => provider.read(pki.ada.privateKeyPem))).toBe('certificate.private_key_given');
    expect(await codeOf(() => provider.read(pki.ada.pem + pki.root.pem))).toBe('certificate.malformed');
    expect(await codeOf(() => provider.read('hello'))).toBe('certificate.malformed');
  });
});

describe('settings', () => {
  it('are normalised', async () => {
    const params = await provider.normalizeParams(
      Object.assign(new MtlsParams(), { trustAnchors: [pki.issuing.pem + pki.root.pem] }),
    );

    expect(params).toBeInstanceOf(MtlsParams);
    expect(params).toEqual({ ...new MtlsParams(), trustAnchors: [pki.issuing.pem, pki.root.pem] });
  });

  it.each([
    { trustAnchors: 'x' },
    { trustAnchors: [1] },
    { trustAnchors: [], rules: [{ source: 'certificate', field: 'name' }] },
    { trustAnchors: [], rules: [] },
    { trustAnchors: [], rules: Array(11).fill({ source: 'certificate', field: 'linked' }) },
    { trustAnchors: ['x'.repeat(70_000)] },
  ])('are refused in another shape: %#', async (plain) => {
    expect(await validate(plainToInstance(MtlsParams, plain))).not.toHaveLength(0);
  });
});

describe('the problem of a method', () => {
  const folder = mkdtempSync(join(tmpdir(), 'crl-'));
  const written = async (...[authority, options]: Parameters<typeof createCrl>): Promise<string> => {
    const file = join(folder, randomUUID());
    writeFileSync(file, (await createCrl(authority, options)).pem);
    return file;
  };
  const problemOf = (params: MtlsParams, files: readonly string[] = [], at = new Date()) =>
    methodProblem(params, new RevocationLists(listenersConfig({ MTLS_CRL_FILES: [...files] })), at);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is none while it works', async () => {
    expect(await provider.problem(pki.method.params)).toBeNull();
  });

  it('is reported if it trusts no CA, or no valid one', async () => {
    expect(await problemOf(new MtlsParams())).toBe('sign_in_method.no_trust_anchor');
    expect(await problemOf(methodWith([pki.issuing]).params)).toBe('sign_in_method.no_trust_anchor');
    expect(await problemOf(pki.method.params, [], days(4000))).toBe('sign_in_method.invalid_trust_anchor');
  });

  it('is reported for an expired or unreadable revocation list, with its file', async () => {
    const stale = await written(pki.root, { thisUpdate: days(-2), nextUpdate: days(-1) });
    const ranOut = (await problemOf(pki.method.params, [stale])) as MethodProblem;

    expect(ranOut.code).toBe('certificate.revocation_unknown');
    expect(ranOut.detail).toContain(`${stale}: the list expired`);
    expect(await problemOf(pki.method.params, ['/nowhere/ca.crl'])).toEqual({
      code: 'certificate.revocation_unknown',
      detail: '/nowhere/ca.crl: the file is not there',
    });
  });

  it('is reported for a file without effect, while sign-ins work', async () => {
    const foreign = await written(await createAuthority({ subject: 'CN=Foreign' }));
    const lists = [await written(pki.root), await written(pki.issuing)];

    expect(await problemOf(pki.method.params, [...lists, foreign, '/nowhere/ca.crl'])).toEqual({
      code: 'sign_in_method.revocation_list_unusable',
      detail: `/nowhere/ca.crl: the file is not there; ${foreign}: no known CA signed it; it is of CN=Foreign`,
    });
    expect(await problemOf(pki.method.params, lists)).toBeNull();
  });

  it('is not reported for a root, whether it issues to people itself or by CAs below it', async () => {
    expect(await problemOf(methodWith([pki.root]).params, [await written(pki.root)])).toBeNull();
  });
});
