import { readStoredAuthorities } from '@postern/certificate-kit';
import { type Authority, readCertificatesPem, TrustStore } from '@postern/x509';
import { LRUCache } from 'lru-cache';
import type { MtlsParams } from './params/mtls.params.js';

type Anchors = Pick<MtlsParams, 'trustAnchors'> & Partial<Pick<MtlsParams, 'brainpool'>>;

const byParams = new WeakMap<Anchors, TrustStore>();
/** For settings that were read again and did not change. */
const byText = new LRUCache<string, TrustStore>({ max: 100 });

/** The authorities that a method trusts; read once, since settings are replaced and never changed. */
export const trustStoreOf = (params: Anchors): TrustStore => {
  const known = byParams.get(params);
  if (known !== undefined) return known;
  const text = [params.brainpool, ...params.trustAnchors].join('\n');
  const store = byText.get(text) ?? new TrustStore(readStored(params));
  byText.set(text, store);
  byParams.set(params, store);
  return store;
};

const readStored = ({ trustAnchors, brainpool }: Anchors): readonly Authority[] =>
  readStoredAuthorities(trustAnchors.flatMap(readCertificatesPem), { brainpool: brainpool === 'allowed' });
