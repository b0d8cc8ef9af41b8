import {
  createAuthority,
  issueCertificate,
  type Authority as DevAuthority,
  type CertificateOptions,
} from '@postern/dev-pki';
import { parseCertificate } from '../src/certificate/certificate.js';
import { readAuthority, TrustStore } from '../src/path/trust-store.js';
import { X509Error, type X509Reason } from '../src/x509.error.js';

/** A root, an authority below it that issues certificates to people, and a store that trusts both. */
export const twoTierAuthority = async () => {
  const root = await createAuthority({ subject: 'CN=Root,O=Test' });
  const issuing = await createAuthority({ subject: 'CN=Issuing,O=Test', issuer: root, pathLength: 0 });
  return { root, issuing, store: storeOf(root, issuing) };
};

export const storeOf = (...authorities: readonly DevAuthority[]): TrustStore =>
  new TrustStore(authorities.map(({ der }) => readAuthority(der)));

export const issue = async (authority: DevAuthority, options: Partial<CertificateOptions> = {}) =>
  parseCertificate((await issueCertificate(authority, { subject: 'CN=Ada', ...options })).der);

/** The reason of a refusal; fails the test if the call succeeds or throws another error. */
export const reasonOf = async (call: () => unknown): Promise<X509Reason> => {
  try {
    await call();
  } catch (error) {
    if (error instanceof X509Error) return error.reason;
    throw error;
  }
  throw new Error('nothing was refused');
};

export const now = new Date();
export const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
