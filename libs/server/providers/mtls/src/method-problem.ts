import type { RevocationLists } from '@postern/certificate-kit';
import type { ErrorCode } from '@postern/contracts';
import type { MethodProblem } from '@postern/provider-kit';
import { isValidAt, type TrustStore } from '@postern/x509';
import type { MtlsParams } from './mtls.params.js';
import { trustStoreOf } from './trust-store-of.js';

type Problem = ErrorCode | MethodProblem | null;

/** Why a method with these settings lets nobody in now, or which revocation list does no good; null when all is well. */
export const methodProblem = async (params: MtlsParams, lists: RevocationLists, at: Date): Promise<Problem> => {
  const store = trustStoreOf(params);
  const { anchors } = store;
  if (anchors.length === 0) return 'provider.no_trust_anchor';
  if (!anchors.some(({ certificate }) => isValidAt(certificate, at))) return 'provider.invalid_trust_anchor';
  const { blocking, idle } = await lists.problems(store, at);
  if (blocking.length > 0) return { code: 'certificate.revocation_unknown', detail: blocking.join('; ') };
  if (idle.length > 0) return { code: 'provider.revocation_list_unusable', detail: idle.join('; ') };
  return onlyRoots(store) ? 'provider.only_roots' : null;
};

/**
 * Whether browsers may be told roots alone: they offer what they can connect to a name in the handshake (RFC 8446 §4.2.4), and a card holds
 * the person's certificate without the authority that issued it. A root that no authority may stand below issues to people itself.
 */
const onlyRoots = ({ authorities }: TrustStore): boolean =>
  authorities.every(({ isAnchor, certificate }) => isAnchor && certificate.pathLength !== 0);
