import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, createCrl, issueCertificate, issueSelfSigned, type Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byName, bySan, machineGrant, machineName, machineNameText, Machines } from '../../testing/machines.js';

const day = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'postern-clients-'));
const crlFile = join(folder, 'machines.crl');
let machines: Machines;

beforeAll(async () => {
  machines = await Machines.start(async (authority) => {
    writeFileSync(crlFile, (await createCrl(authority)).pem);
    process.env['MTLS_CRL_FILES'] = crlFile;
  });
});
afterAll(async () => {
  await machines?.stop();
  rmSync(folder, { recursive: true });
});

describe('RFC 8705 §2.1 tls_client_auth', () => {
  it('gets a token by the subject name and a CA trusted for applications', async () => {
    const { client_id } = await machines.register(
      byName('C=CH\nST=BE\nL=Bern\nO=Example Corp\nOU=Night Shift\nCN=machine-1'),
    );
    const { status, body } = await machines.ask(client_id, await machines.issue());

    expect([status, body.token_type, body.scope]).toEqual([200, 'Bearer', 'read:users']);
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect((await machines.server.send('/api/v2/users', { headers })).status).toBe(200);
    expect(await machines.reasons(client_id)).toEqual([]);
  });

  it('A5 compares names as names: string type, letter case, spaces and spelling make no difference', async () => {
    const { client_id } = await machines.register(
      byName('CN=Machine-1, OU=night  shift, O=EXAMPLE CORP, L=Bern, ST=BE, C=CH'),
    );
    const utf8 = { utf8String: 'machine-1' };
    const structured = [
      ...[{ C: ['CH'] }, { ST: ['BE'] }, { L: ['Bern'] }, { O: ['Example Corp'] }, { OU: ['Night Shift'] }],
      { CN: [utf8] },
    ];

    expect((await machines.ask(client_id, await machines.issue())).status).toBe(200);
    expect((await machines.ask(client_id, await machines.issue({ subject: structured as never }))).status).toBe(200);
  });

  it('A11 lets any number of certificates share one name, and an application have several names', async () => {
    const { client_id } = await machines.register(byName('CN=one', 'CN=two'));

    for (const name of ['CN=one', 'CN=one', 'CN=two']) {
      expect((await machines.ask(client_id, await machines.issue({ subject: name }))).status).toBe(200);
    }
    await machines.expectRefused(
      await machines.ask(client_id, await machines.issue({ subject: 'CN=three' })),
      client_id,
      'certificate.other_subject',
    );
  });

  it.each([
    ['another name', machineName.replace('machine-1', 'machine-2')],
    ['only a part of the name', 'CN=machine-1'],
    ['the same parts in another order', machineNameText],
    ['more than the name', `${machineName},DC=1`],
    ['a name that spells the rest inside a value', 'C=CH,ST=BE,L=Bern,O=Example Corp,CN=machine-1\\,OU\\=Night Shift'],
  ])('refuses a certificate with %s', async (_, presented) => {
    const { client_id } = await machines.register(byName(machineNameText));

    await machines.expectRefused(
      await machines.ask(client_id, await machines.issue({ subject: presented })),
      client_id,
      'certificate.other_subject',
      'another subject',
    );
  });

  it.each([
    ['dns', 'dns', 'machine.example.org', 'Machine.Example.ORG'],
    ['uri', 'url', 'spiffe://example.org/machine', 'spiffe://example.org/machine'],
    ['ip', 'ip', '192.0.2.7', '192.0.2.7'],
    ['ip', 'ip', '2001:db8::7', '2001:0DB8:0::7'],
    ['email', 'email', 'machine@example.org', 'machine@EXAMPLE.org'],
  ] as const)('§2.1.2 by a subject alternative name: %s', async (type, carried, value, registered) => {
    const { client_id } = await machines.register(bySan(type, registered));
    const carrying = (other: string) =>
      machines.issue({ subject: 'CN=any', subjectAlternativeNames: [{ type: carried, value: other }] });

    expect((await machines.ask(client_id, await carrying(value))).status).toBe(200);
    const others = { dns: 'a.machine.example.org', uri: `${value}/x`, ip: '192.0.2.8', email: `x${value}` };
    await machines.expectRefused(
      await machines.ask(client_id, await carrying(others[type])),
      client_id,
      'certificate.other_subject',
    );
    await machines.expectRefused(
      await machines.ask(client_id, await machines.issue({ subject: `CN=${value}` })),
      client_id,
      'certificate.other_subject',
    );
  });

  it.each<[string, (now: number) => Promise<Issued>, string, RegExp]>([
    [
      'expired',
      (now) => machines.issue({ notBefore: new Date(now - 9 * day), notAfter: new Date(now - day) }),
      'certificate.expired',
      /has expired/,
    ],
    [
      'not valid yet',
      (now) => machines.issue({ notBefore: new Date(now + day), notAfter: new Date(now + 9 * day) }),
      'certificate.not_yet_valid',
      /not valid yet/,
    ],
    ['for servers only', () => machines.issue({ purposes: ['serverAuth'] }), 'certificate.wrong_purpose', /clientAuth/],
    ['for anything', () => machines.issue({ purposes: ['any'] }), 'certificate.wrong_purpose', /clientAuth/],
    ['weak', () => machines.issue({ keyAlgorithm: 'rsa-1024' }), 'certificate.weak_key', /2048/],
    ['signed with SHA-1', () => machines.issue({ signatureHash: 'SHA-1' }), 'certificate.weak_key', /SHA-256/],
    [
      'an authority itself',
      () => createAuthority({ subject: machineName, issuer: machines.root }),
      'certificate.is_authority',
      /CA certificate/,
    ],
    ['self-signed', () => issueSelfSigned({ subject: machineName }), 'certificate.self_signed', /self-signed/],
    [
      'of an authority nobody trusts',
      async () => machines.issue({}, await createAuthority({ subject: 'CN=Elsewhere' })),
      'certificate.untrusted',
      /trusted for applications/,
    ],
    [
      'of an authority with the same name and another key',
      async () => machines.issue({}, await createAuthority({ subject: 'CN=Machines CA,O=Example Corp' })),
      'certificate.untrusted',
      /trusted for applications/,
    ],
  ])('refuses a certificate that is %s, and says so', async (_, make, reason, sentence) => {
    const { client_id } = await machines.register(byName(machineNameText));

    await machines.expectRefused(await machines.ask(client_id, await make(Date.now())), client_id, reason, sentence);
  });

  it('refuses a certificate that was revoked in the meantime, at the next request', async () => {
    const { client_id } = await machines.register(byName(machineNameText));
    const [good, bad] = [await machines.issue(), await machines.issue()];
    expect((await machines.ask(client_id, bad)).status).toBe(200);

    writeFileSync(
      crlFile,
      (await createCrl(machines.authority, { revokedSerials: [bad.certificate.serialNumber] })).pem,
    );

    await expect.poll(async () => (await machines.ask(client_id, bad)).status).toBe(401);
    await machines.expectRefused(await machines.ask(client_id, bad), client_id, 'certificate.revoked', 'was revoked');
    expect((await machines.ask(client_id, good)).status).toBe(200);
  });

  it('refuses certificates as soon as their CA is no longer trusted', async () => {
    const { client_id } = await machines.register(byName('CN=leaving'));
    const leaving = await createAuthority({ subject: 'CN=Leaving CA' });
    const certificate = await issueCertificate(leaving, { subject: 'CN=leaving' });
    const { id } = await machines.create('client-trust-anchors', { pem: leaving.pem });
    expect((await machines.ask(client_id, certificate)).status).toBe(200);

    expect((await machines.server.manage('DELETE', `client-trust-anchors/${id as string}`)).status).toBe(204);

    await machines.expectRefused(await machines.ask(client_id, certificate), client_id, 'certificate.untrusted');
  });

  it('refuses a request without a certificate, and says where to send it', async () => {
    const { client_id } = await machines.register(byName(machineNameText));

    await machines.expectRefused(
      await machines.ask(client_id, undefined),
      client_id,
      'certificate.missing',
      'mtls_endpoint_aliases',
    );
    await machines.expectRefused(
      await machines.server.token({ ...machineGrant, client_id }),
      client_id,
      'certificate.missing',
    );
  });
});
