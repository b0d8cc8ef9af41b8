import { createHash } from 'node:crypto';
import type { TrustStore } from '@postern/x509';

const known = new WeakMap<TrustStore, readonly string[]>();

/** Each trust anchor by its name and key, so that the renewed certificate of a CA is the same CA. */
export const anchorNames = (store: TrustStore): readonly string[] => {
  const names = known.get(store) ?? store.anchors.map(({ nameKey, certificate }) => `${nameKey} ${keyOf(certificate)}`);
  known.set(store, names);
  return names;
};

const keyOf = ({ publicKeyInfo }: { readonly publicKeyInfo: Uint8Array }): string =>
  createHash('sha256').update(publicKeyInfo).digest('base64');
