import { readFileSync } from 'node:fs';
import { type Authority, type CertificateOptions, type Issued, issueCertificate, readIssued } from '@postern/dev-pki';
import type { PosternConfig } from '@postern/local';
import type { PemPair } from './people.js';

const keyOf = (certificateFile: string): string => certificateFile.replace(/\.pem$/, '.key');

/** The authority that issued the sample certificates: what it signs, the sample method trusts. */
export const usersAuthority = async ({ usersCa: { issuing } }: PosternConfig): Promise<Authority> =>
  readIssued(readFileSync(issuing, 'utf8'), readFileSync(keyOf(issuing), 'utf8'));

export const pairOf = ({ pem, privateKeyPem }: Issued): PemPair => ({ cert: pem, key: privateKeyPem });

/** A certificate of a person that the sample method accepts. */
export const issueFor = async (
  authority: Authority,
  name: string,
  options: Partial<CertificateOptions> = {},
): Promise<PemPair> =>
  pairOf(await issueCertificate(authority, { subject: `CN=${name}, O=Postern tests`, ...options }));
