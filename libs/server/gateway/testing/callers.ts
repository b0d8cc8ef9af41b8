import type { Issued } from '@postern/dev-pki';
import { findPath, parseCertificate, readAuthority, Revocations, TrustStore } from '@postern/x509';
import type { Caller } from '../src/policy/caller.js';

interface CallerParts extends Partial<Omit<Caller, 'certificate' | 'trust' | 'revocations'>> {
  readonly certificate?: Issued | null;
  /** The gateway's trust anchors. */
  readonly authorities?: readonly Issued[];
  readonly revocations?: Revocations;
}

/** A caller: without certificate, token or uploaded certificates unless given. */
export const callerWith = ({ certificate = null, authorities = [], revocations, ...rest }: CallerParts): Caller => ({
  certificate: certificate === null ? null : parseCertificate(certificate.der),
  accessToken: null,
  at: new Date(),
  isUploaded: () => false,
  trust: () => new TrustStore(authorities.map(({ der }) => readAuthority(der))),
  findPath,
  revocations: () => revocations ?? new Revocations([]),
  findToken: () => Promise.resolve(undefined),
  ...rest,
});
