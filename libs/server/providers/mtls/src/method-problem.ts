import type { ErrorCode } from '@postern/contracts';
import { isValidAt, type Revocations } from '@postern/x509';
import type { MtlsParams } from './mtls.params.js';
import { trustStoreOf } from './trust-store-of.js';

/** Why a method with these settings lets nobody in now, or null. */
export const methodProblem = (params: MtlsParams, revocations: Revocations, at: Date): ErrorCode | null => {
  const { authorities, anchors } = trustStoreOf(params);
  if (anchors.length === 0) return 'provider.no_trust_anchor';
  if (!anchors.some(({ certificate }) => isValidAt(certificate, at))) return 'provider.invalid_trust_anchor';
  const isUnknown = authorities.some((authority) => revocations.problem(authority, at) !== undefined);
  return isUnknown ? 'certificate.revocation_unknown' : null;
};
