import { randomUUID } from 'node:crypto';
import type { CertificatePlace, KnownCertificate, KnownCertificateDetail, Page } from '@postern/contracts';
import { createAuthority, createCrl, type Issued, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import { parseCertificate, summarize } from '@postern/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerClient } from '../../testing/assertion-clients.js';
import { CardHolders } from '../../testing/card-holders.js';
import { authorityIdOf } from '../../testing/revocation-authorities.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let people: CardHolders;

beforeAll(async () => {
  server = await TestServer.start();
  people = await CardHolders.with(server);
});
afterAll(() => server?.stop());

const sha256 = ({ der }: Issued): string => summarize(parseCertificate(der)).sha256;
const list = async (query = ''): Promise<Page<KnownCertificate>> => {
  const { status, text, body } = await server.manage('GET', `certificates?${query}`);
  if (status !== 200) throw new Error(text);
  return body as Page<KnownCertificate>;
};
const find = async (issued: Issued): Promise<KnownCertificate> => {
  const { items } = await list(`search=${sha256(issued)}`);
  expect(items).toHaveLength(1);
  return items[0]!;
};
const names = async (query: string): Promise<readonly string[]> =>
  (await list(`pageSize=100&${query}`)).items.map(({ certificate }) => certificate.name);
const uses = ({ usedFor }: KnownCertificate): readonly string[] => usedFor.map(({ use }) => use).toSorted();
const upload = async (path: string, body: object): Promise<void> => {
  const { status, text } = await server.manage('POST', path, body);
  if (status >= 300) throw new Error(text);
};
const block = (input: object) => server.manage('POST', 'revocation/blocks', { reason: 'lost', ...input });
const inDays = (days: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 + days * 86_400_000);

describe('the inventory of certificates', () => {
  it('has one row for a certificate, with everything that it is used for', async () => {
    const holder = await people.add();
    await upload('gateway/caller-certificates', { pem: holder.certificate.pem, name: 'Her device' });
    const { id } = await registerClient(server);
    await upload(`clients/${id}/credentials`, { credential_type: 'x509_cert', pem: holder.certificate.pem });

    const known = await find(holder.certificate);

    expect(uses(known)).toEqual(['application', 'caller', 'person']);
    const person = known.usedFor.find(({ use }) => use === 'person');
    expect(person).toEqual<CertificatePlace>({
      use: 'person',
      holder: { id: holder.id, name: expect.any(String) as string },
      within: { id: people.methodId, name: expect.stringMatching(/^Card/) as string },
      lastUsedAt: null,
    });
    expect(known.usedFor.find(({ use }) => use === 'application')?.holder.id).toBe(id);
    expect(known.usedFor.find(({ use }) => use === 'caller')?.holder.name).toBe('Her device');
    expect(known.revocation).toEqual({ standing: 'unchecked', reason: null, since: null });
  });

  it('has trust anchors of sign-in methods, applications and callers, as long as one of them trusts them', async () => {
    const name = `Root ${randomUUID()}`;
    const root = await createAuthority({ subject: `CN=${name}` });
    const { status, body } = await server.manage('POST', 'sign-in-methods', {
      ...{ type: 'mtls', name: `Badge ${randomUUID().slice(0, 8)}` },
      params: { trustAnchors: [root.pem] },
    });
    expect(status).toBe(201);
    await upload('client-trust-anchors', { name, pem: root.pem });
    await upload('gateway/trust-anchors', { pem: root.pem });

    await expect
      .poll(async () => (await list(`search=${encodeURIComponent(name)}`)).items.map(uses), { timeout: 15_000 })
      .toEqual([['application_trust_anchor', 'caller_trust_anchor', 'sign_in_trust_anchor']]);

    await server.manage('DELETE', `sign-in-methods/${(body as { id: string }).id}`);
    await expect
      .poll(async () => (await list(`search=${encodeURIComponent(name)}`)).items.map(uses), { timeout: 15_000 })
      .toEqual([['application_trust_anchor', 'caller_trust_anchor']]);
  });

  it('shows the last use of a sign-in', async () => {
    const holder = await people.add();
    await server.sql(`update identifier set last_used_at = '2026-11-01T10:00:00Z' where id = $1`, [
      holder.identifierId,
    ]);

    expect(await find(holder.certificate)).toMatchObject({ lastUsedAt: '2026-11-01T10:00:00.000Z' });
  });

  it('returns one certificate with its PEM and thumbprints, and 404 for unknown ids', async () => {
    const { certificate } = await people.add();
    const { id } = await find(certificate);

    const { body } = await server.manage('GET', `certificates/${id}`);

    expect(body as KnownCertificateDetail).toMatchObject({
      pem: certificate.pem,
      thumbprints: { sha256: sha256(certificate) },
    });
    for (const other of [randomUUID(), 'x'])
      expect((await server.manage('GET', `certificates/${other}`)).body).toMatchObject({
        code: 'certificate.not_found',
      });
  });
});

describe('filters of the inventory', () => {
  const root = `Filter ${randomUUID()}`;
  let issuer: string;

  beforeAll(async () => {
    const authority = await createAuthority({ subject: `CN=${root}` });
    const below = await createAuthority({ subject: `CN=Below ${root}`, issuer: authority });
    for (const { pem } of [authority, below]) await upload('gateway/trust-anchors', { pem });
    const add = async (name: string, from = authority, notAfter = inDays(300)) => {
      const { pem } = await issueCertificate(from, { subject: `CN=${name}`, notAfter, notBefore: inDays(-400) });
      await upload('gateway/caller-certificates', { pem, name: `Device of ${name}` });
    };
    await add('Soon', authority, inDays(5));
    await add('Over', authority, inDays(-1));
    await add('Late', below);
    await upload('gateway/caller-certificates', { pem: (await issueSelfSigned({ subject: 'CN=Alone' })).pem });
    issuer = (await list(`search=${encodeURIComponent(root)}&use=caller_trust_anchor`)).items.find(
      ({ certificate }) => certificate.name === root,
    )!.id;
  });

  it('find what a CA issued, directly or through an intermediate CA', async () => {
    expect(await names(`issuer=${issuer}`)).toEqual(['Over', 'Soon', 'Late', `Below ${root}`]);
    expect(await names(`issuer=${issuer}&sort=-notAfter&use=caller`)).toEqual(['Late', 'Soon', 'Over']);
    expect(await names(`issuer=${randomUUID()}`)).toEqual([]);
  });

  it('find what expires soon, what has expired, and both', async () => {
    expect(await names(`issuer=${issuer}&expiringWithin=7`)).toEqual(['Soon']);
    expect(await names(`issuer=${issuer}&expired=true`)).toEqual(['Over']);
    expect(await names(`issuer=${issuer}&expired=true&expiringWithin=7`)).toEqual(['Over', 'Soon']);
    expect(await names(`issuer=${issuer}&expired=false&use=caller`)).toEqual(['Soon', 'Late']);
  });

  it('find unused certificates', async () => {
    const [soon] = (await list(`issuer=${issuer}&search=Soon`)).items;
    await server.sql(
      `insert into certificate_use (sha256, authority, serial, issuer_key, last_used_at) values (decode($1, 'hex'), '', '', '', now())`,
      [soon!.certificate.sha256],
    );

    expect(await names(`issuer=${issuer}&neverUsed=true`)).toEqual(['Over', 'Late']);
    expect(await names(`issuer=${issuer}&neverUsed=false`)).toEqual(['Soon']);
  });

  it('find parts of names of certificates and holders in any letter case, and numbers in any spelling', async () => {
    const [late] = (await list(`issuer=${issuer}&search=lAtE`)).items;
    const { sha256: thumbprint, serialNumber } = late!.certificate;

    expect(await names(`issuer=${issuer}&search=device%20of%20l`)).toEqual(['Late']);
    const spelled = thumbprint
      .slice(0, 20)
      .toUpperCase()
      .replace(/(..)(?!$)/g, '$1:');
    expect(await names(`search=${encodeURIComponent(spelled)}`)).toEqual(['Late']);
    expect(await names(`search=${serialNumber.toLowerCase()}`)).toEqual(['Late']);
    expect(await names(`issuer=${issuer}&search=%25`)).toEqual([]);
  });

  it('page without losing or repeating any', async () => {
    const pages = await Promise.all([0, 1, 2].map((page) => list(`issuer=${issuer}&pageSize=2&page=${page}`)));

    expect(pages.map(({ total }) => total)).toEqual([4, 4, 4]);
    expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(4);
  });

  it('apply to the timeline', async () => {
    const { body } = await server.manage('GET', `certificates/timeline?issuer=${issuer}&use=caller&by=week`);

    const { expired, periods, later } = body as { expired: number; periods: { count: number }[]; later: number };
    expect([expired, later]).toEqual([1, 1]);
    expect(periods.slice(0, 2).reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });

  it.each(['use=cook', 'expiringWithin=0', 'expired=maybe', 'issuer=1', 'sort=name', 'pageSize=101'])(
    'refuse %s',
    async (query) => {
      expect((await server.manage('GET', `certificates?${query}`)).body).toMatchObject({ code: 'request.invalid' });
    },
  );
});

describe('revocation in the inventory', () => {
  it('says that a certificate is blocked, and why', async () => {
    const { certificate } = await people.add();
    await block({ certificate: certificate.pem });

    await expect
      .poll(async () => (await find(certificate)).revocation)
      .toEqual({ standing: 'blocked', reason: 'lost', since: expect.any(String) as string });
  });

  it('says what the list of its CA says', async () => {
    const authority = await createAuthority({ subject: `CN=${randomUUID()}` });
    await upload('gateway/trust-anchors', { pem: authority.pem });
    const [bad, good] = [
      await issueCertificate(authority, { subject: 'CN=Bad' }),
      await issueCertificate(authority, { subject: 'CN=Good' }),
    ];
    for (const { pem } of [bad, good]) await upload('gateway/caller-certificates', { pem });
    const id = await authorityIdOf(server, authority);
    const crl = await createCrl(authority, {
      revokedSerials: [bad.certificate.serialNumber],
      thisUpdate: new Date(Math.floor(Date.now() / 1000) * 1000),
    });
    const headers = { authorization: await server.managementAuthorization(), 'content-type': 'application/pkix-crl' };
    const pem = `-----BEGIN X509 CRL-----\n${Buffer.from(crl.der).toString('base64')}\n-----END X509 CRL-----\n`;
    const path = `/api/v2/revocation/authorities/${id}/list`;
    expect((await server.send(path, { method: 'POST', headers, body: pem })).status).toBe(200);

    expect((await find(bad)).revocation).toMatchObject({ standing: 'revoked', since: expect.any(String) as string });
    expect((await find(good)).revocation).toMatchObject({ standing: 'good' });
  });
});

describe('the export of the inventory', () => {
  it('is CSV of the matching certificates, in which no name is read as a formula', async () => {
    const name = `=cmd|${randomUUID()}`;
    const { pem } = await issueSelfSigned({ subject: 'CN=Ada' });
    await upload('gateway/caller-certificates', { pem, name });

    const { headers, text } = await server.manage('GET', `certificates/export?search=${encodeURIComponent(name)}`);

    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="certificates.csv"',
    });
    const [head, row, ...rest] = text.split('\r\n');
    expect(head).toContain('"name","used_for","holders"');
    expect(row).toContain(`"Ada","caller","'${name}"`);
    expect(rest).toEqual(['']);
  });

  it('needs the same scope as the list', async () => {
    expect((await server.send('/api/v2/certificates/export')).status).toBe(401);
  });
});
