import type { RevocationLists } from '@postern/certificate-kit';
import type { ErrorCode } from '@postern/contracts';
import type { MethodProblem } from '@postern/provider-kit';
import { isValidAt } from '@postern/x509';
import type { MtlsParams } from './params/mtls.params.js';
import { trustStoreOf } from './trust-store-of.js';

type Problem = ErrorCode | MethodProblem | null;

/** Why a method with these settings refuses everyone now, or which revocation list has no effect; null if there is no problem. */
export const methodProblem = async (params: MtlsParams, lists: RevocationLists, at: Date): Promise<Problem> => {
  const store = trustStoreOf(params);
  const { anchors } = store;
  if (anchors.length === 0) return 'sign_in_method.no_trust_anchor';
  if (!anchors.some(({ certificate }) => isValidAt(certificate, at))) return 'sign_in_method.invalid_trust_anchor';
  const { blocking, idle } = await lists.problems(store, at);
  if (blocking.length > 0) return { code: 'certificate.revocation_unknown', detail: blocking.join('; ') };
  if (idle.length > 0) return { code: 'sign_in_method.revocation_list_unusable', detail: idle.join('; ') };
  return null;
};
