import { randomUUID } from 'node:crypto';
import { createAuthority, type Issued } from '@postern/dev-pki';
import { CertificateSignIns } from './certificate-sign-ins.js';
import { ListServer } from './list-server.js';
import { authorityIdOf } from './revocation-authorities.js';
import type { Answer, TestServer } from './test-server.js';

/** A CA that a sign-in method trusts, its web server, and its revocation settings on the management API. */
export const startListedAuthority = async (server: TestServer) => {
  const authority = await createAuthority({ subject: `CN=${randomUUID()}` });
  const people = await CertificateSignIns.with(server, [authority.pem]);
  const lists = await ListServer.start();
  const id = await authorityIdOf(server, authority);
  const path = `revocation/authorities/${id}`;

  const configure = (settings: object): Promise<Answer> => server.manage('PATCH', path, settings);
  /** Lists come from its web server from now on. */
  const useAddress = (settings: object = {}): Promise<Answer> =>
    configure({ source: 'address', address: lists.address, insideNetwork: true, ...settings });
  const record = async () => (await server.manage('GET', path)).body;
  const fetchNow = async () => (await server.manage('POST', `${path}/fetch`)).body;
  const upload = async (body: Uint8Array): Promise<Answer> =>
    server.send(`/api/v2/${path}/list`, {
      method: 'POST',
      headers: { authorization: await server.managementAuthorization(), 'content-type': 'application/pkix-crl' },
      body,
    });
  const refusedAs = async (certificate: Issued) => (await people.signIn(certificate)).refused;
  const stop = async (): Promise<void> => {
    await people.stop();
    await lists.stop();
  };
  return { authority, people, lists, id, configure, useAddress, record, fetchNow, upload, refusedAs, stop };
};

export type ListedAuthority = Awaited<ReturnType<typeof startListedAuthority>>;

export const serialsOf = (...issued: readonly Issued[]): readonly string[] =>
  issued.map(({ certificate }) => certificate.serialNumber);
