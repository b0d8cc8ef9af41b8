import type { Certificate } from '../certificate/certificate.js';
import { DerReader, open, tags } from '../der/der.js';
import { readOid } from '../der/der-values.js';
import { X509Error } from '../x509.error.js';
import { type DistributionPoint, distributionPointsOf, parsePoints } from './distribution-point.js';

/** Where a certificate says that its issuer tells what was revoked; http and https addresses only. */
export interface RevocationPointers {
  /** Complete lists (CRL distribution points, RFC 5280 §4.2.1.13). */
  readonly lists: readonly string[];
  /** Delta lists (freshest CRL, RFC 5280 §4.2.1.15). */
  readonly deltas: readonly string[];
  /** OCSP responders (authority information access, RFC 5280 §4.2.2.1). */
  readonly responders: readonly string[];
}

const freshest = '2.5.29.46';
const authorityInformation = '1.3.6.1.5.5.7.1.1';
const ocsp = '1.3.6.1.5.5.7.48.1';
const uniformResourceIdentifier = 0x86;
/** Maximum number and length of URLs; further or longer ones are ignored. */
const most = 10;
const longest = 2000;

/** Unreadable extensions are ignored: these are only proposals for an administrator. */
export const revocationPointersOf = (certificate: Certificate): RevocationPointers => ({
  lists: read(() => addresses(distributionPointsOf(certificate))),
  deltas: read(() => {
    const value = certificate.extensions.get(freshest)?.value;
    return value === undefined ? [] : addresses(parsePoints(value, certificate.issuer));
  }),
  responders: read(() => {
    const value = certificate.extensions.get(authorityInformation)?.value;
    return value === undefined ? [] : responders(value);
  }),
});

const read = (work: () => readonly string[]): readonly string[] => {
  try {
    return [...new Set(work())].filter(isUsable).slice(0, most);
  } catch (error) {
    if (error instanceof X509Error) return [];
    throw error;
  }
};

const isUsable = (address: string): boolean =>
  address.length <= longest && /^https?:/i.test(address) && URL.canParse(address);

/** Of points whose list is complete and the issuer's own. */
const addresses = (points: readonly DistributionPoint[]): string[] =>
  points
    .filter(({ reasons, issuers }) => reasons === undefined && issuers === undefined)
    .flatMap(({ names = [] }) => names)
    .flatMap((name) => (name.startsWith('uri:') ? name.slice('uri:'.length) : []));

const responders = (value: Uint8Array): string[] =>
  open(value)
    .rest(tags.sequence)
    .flatMap(({ content }) => {
      const reader = new DerReader(content);
      const method = readOid(reader.next());
      const { tag, content: location } = reader.next();
      return method === ocsp && tag === uniformResourceIdentifier ? Buffer.from(location).toString('latin1') : [];
    });
