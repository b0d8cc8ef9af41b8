import type { RevocationAuthority } from '@postern/contracts';
import type { Authority } from '@postern/dev-pki';
import { parseCertificate, summarize } from '@postern/x509';
import type { TestServer } from './test-server.js';

/** Id of a CA that a method, an application or the gateway trusts, as the API about revocation knows it. */
export const authorityIdOf = async (server: TestServer, { der }: Authority): Promise<string> => {
  const { sha256 } = summarize(parseCertificate(der));
  const { body } = await server.manage('GET', 'revocation/authorities');
  const found = (body as readonly RevocationAuthority[]).find(({ certificate }) => certificate.sha256 === sha256);
  if (found === undefined) throw new Error('no such CA');
  return found.id;
};
