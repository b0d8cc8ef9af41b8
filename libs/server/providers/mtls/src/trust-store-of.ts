import { type Authority, LruCache, readAuthority, readCertificatesPem, TrustStore, X509Error } from '@postern/x509';
import type { MtlsParams } from './mtls.params.js';

type Anchors = Pick<MtlsParams, 'trustAnchors'>;

const byParams = new WeakMap<Anchors, TrustStore>();
/** For settings that were read again and did not change. */
const byText = new LruCache<string, TrustStore>(100);

/** The authorities that a method trusts; read once, since settings are replaced and never changed. */
export const trustStoreOf = (params: Anchors): TrustStore => {
  const known = byParams.get(params);
  if (known !== undefined) return known;
  const text = params.trustAnchors.join('\n');
  const store = byText.get(text) ?? new TrustStore(params.trustAnchors.flatMap(readIfPossible));
  byText.set(text, store);
  byParams.set(params, store);
  return store;
};

/** Settings were checked when they were written; what can no longer be read is trusted by nobody. */
const readIfPossible = (pem: string): Authority[] => {
  try {
    return readCertificatesPem(pem).map(readAuthority);
  } catch (error) {
    if (error instanceof X509Error) return [];
    throw error;
  }
};
