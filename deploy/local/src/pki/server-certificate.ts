import { join } from 'node:path';
import { type Authority, issueCertificate } from '@postern/dev-pki';
import type { Paths } from '../state/paths.js';
import { filesOf, isUsable, loadIssued, storeIssued } from './stored-certificate.js';

/** Apple's systems take no server certificate that is valid for longer. */
const longestValidity = 825 * 86_400_000;

/** The certificate of all local listeners, renewed when it has less than a month left. */
export const loadServerCertificate = async (
  { pki }: Paths,
  authority: Authority,
): Promise<{ readonly cert: string; readonly key: string }> => {
  const base = join(pki, 'server');
  const found = await loadIssued(base);
  if (found === undefined || !isUsable(found, authority)) {
    const issued = await issueCertificate(authority, {
      subject: 'CN=localhost, O=Postern development',
      purposes: ['serverAuth'],
      subjectAlternativeNames: [
        { type: 'dns', value: 'localhost' },
        { type: 'dns', value: '*.mtls.localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ],
      // The hour by which certificates are back-dated counts too.
      notAfter: new Date(Date.now() + longestValidity - 7_200_000),
    });
    storeIssued(base, issued);
  }
  return filesOf(base);
};
