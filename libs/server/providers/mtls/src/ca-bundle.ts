import type { SignInMethod } from '@postern/provider-kit';
import { certificateToPem } from '@postern/x509';
import type { MtlsParams } from './params/mtls.params.js';
import { trustStoreOf } from './trust-store-of.js';

/**
 * PEM of every authority that any of the methods trusts, for Nginx's `ssl_client_certificate`. Each once, always in the same
 * order, so that the file changes only when the set does; empty without any.
 */
export const caBundle = (methods: readonly SignInMethod<Pick<MtlsParams, 'trustAnchors'>>[]): string => {
  const certificates = methods.flatMap(({ params }) =>
    trustStoreOf(params).authorities.map(({ certificate }) => certificate),
  );
  const bySha256 = new Map(certificates.map(({ sha256, der }) => [sha256, der]));
  return [...bySha256]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, der]) => certificateToPem(der))
    .join('');
};
