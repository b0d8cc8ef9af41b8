import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import 'reflect-metadata';
import { AuthorityInfoAccessExtension, CRLDistributionPointsExtension, type Extension } from '@peculiar/x509';
import { type Authority, createAuthority, issueCertificate } from '@postern/dev-pki';
import { signInByCertificate } from '@postern/http-browser';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, provisionCertificate } from './support/accounts.js';
import { issueFor, pairOf, usersAuthority } from './support/issuing.js';
import { Management } from './support/management.js';
import { claimsOf, demoParty, openBrowserWith } from './support/people.js';
import { beginSignIn, presentInVain } from './support/sign-in-page.js';

const postern = inject('postern');
let admin: Management;
let authority: Authority;
let methodId: string;
/** A server at the URLs in the certificates, which counts requests. */
let listener: Server;
let visits = 0;
let port: number;

beforeAll(async () => {
  listener = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  ({ port } = listener.address() as AddressInfo);
  [admin, authority] = await Promise.all([Management.asAdministrator(postern), usersAuthority(postern)]);
  methodId = (await mtlsMethod(admin)).id;
});
afterAll(() => listener.close());

/** Every address that a certificate can name (RFC 5280 §4.2.1.13, §4.2.2.1), for a request that an attacker would like to be made. */
const addresses = (): readonly Extension[] => {
  const at = (path: string) => `http://127.0.0.1:${port}/${path}`;
  return [
    new CRLDistributionPointsExtension([at('list.crl')]),
    new AuthorityInfoAccessExtension({ ocsp: [at('ocsp')], caIssuers: [at('issuer.cer')] }),
  ];
};

describe('the addresses in a certificate', () => {
  it('are not fetched when it signs a person in', async () => {
    const carol = await createPerson(admin, 'Carol');
    const certificate = await issueFor(authority, carol.name, { extensions: addresses() });
    await provisionCertificate(admin, methodId, carol, certificate);

    const { id_token: idToken } = await signInByCertificate(openBrowserWith(postern, certificate), demoParty(postern));

    expect(claimsOf(idToken)['sub']).toBe(carol.id);
    expect(visits).toBe(0);
  });

  it('are not fetched when its issuer is missing or unknown', async () => {
    const between = await createAuthority({ subject: 'CN=Between', issuer: authority, extensions: addresses() });
    const foreign = await createAuthority({ subject: 'CN=Foreign' });

    for (const issuer of [between, foreign]) {
      const certificate = pairOf(await issueCertificate(issuer, { subject: 'CN=Carol', extensions: addresses() }));
      const attempt = await presentInVain(await beginSignIn(postern, openBrowserWith(postern, certificate)));
      expect(attempt.code).toBe('certificate.untrusted');
    }
    expect(visits).toBe(0);
  });

  it('are not fetched when an administrator tests it, or adds its issuer to the trust anchors', async () => {
    const { params } = await mtlsMethod(admin);
    const anchor = await createAuthority({ subject: 'CN=Anchor', extensions: addresses() });
    const { cert } = pairOf(await issueCertificate(anchor, { subject: 'CN=Carol', extensions: addresses() }));
    const method = await admin.post<{ readonly id: string }>('/sign-in-methods', {
      type: 'mtls',
      name: 'Addresses',
      params: { ...params, trustAnchors: [anchor.pem] },
    });

    const outcome = await admin.post<{ readonly accepted: boolean }>(`/sign-in-methods/${method.id}/test`, {
      certificate: cert,
    });
    await admin.delete(`/sign-in-methods/${method.id}`);

    expect(outcome).toMatchObject({ code: 'certificate.not_linked' });
    expect(visits).toBe(0);
  });

  it('would have reached the listening server', async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'close');

    expect(visits).toBe(1);
  });
});
