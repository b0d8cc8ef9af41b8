import type { Certificate } from '../certificate/certificate.js';
import { nameKey } from '../names/name.js';
import type { RevocationList } from './configured-list.js';
import { type DistributionPoint, distributionPointsOf, isAddress } from './distribution-point.js';
import { allReasons } from './reason.js';

/** A lookup in lists: for a certificate, or for whether any certificate of a CA could be found. */
export interface ListSubject {
  readonly issuerKey: string;
  /** Content of the INTEGER; undefined stands for a certificate that is on no list. */
  readonly serialNumber: Uint8Array | undefined;
  readonly isAuthority: boolean;
  readonly points: readonly DistributionPoint[];
}

/** @throws X509Error `malformed` when its distribution points cannot be read */
export const listSubjectOf = (certificate: Certificate): ListSubject => ({
  issuerKey: nameKey(certificate.issuer),
  serialNumber: certificate.serialNumber,
  isAuthority: certificate.isAuthority,
  points: distributionPointsOf(certificate),
});

/** Whether a list is in the name of the certificate's issuer, or of whom the certificate names for its lists. */
export const concerns = ({ content }: RevocationList, { issuerKey, points }: ListSubject): boolean =>
  content.issuerKey === issuerKey || points.some(({ issuers }) => issuers?.includes(keyOf(content)) === true);

const keyOf = ({ issuerKey }: { readonly issuerKey: string }): string => `name:${issuerKey}`;

/**
 * The reasons for which a list that concerns a certificate decides about it (RFC 5280 §6.3.3 b and d), as flags; or why it does not.
 * A certificate that names no distribution point is looked for in every list of its issuer that has an address (a URI): many
 * authorities write the address into the list only. A directory name is the name of a part, and only who names it is in it.
 */
export const coverageOf = (list: RevocationList, subject: ListSubject): number | string => {
  const { scope } = list.content;
  const { points, isAuthority } = subject;
  if (scope.onlyAttributeCertificates) return 'it covers attribute certificates only';
  if (scope.onlyUserCertificates && isAuthority) return 'it covers no certificates of authorities';
  if (scope.onlyAuthorityCertificates && !isAuthority) return 'it covers certificates of authorities only';
  const isDirect = list.content.issuerKey === subject.issuerKey;
  if (!isDirect && !scope.indirect) return 'it covers certificates of its own issuer only';
  const covered = scope.reasons ?? allReasons;
  if (isDirect && points.length === 0 && scope.names?.some(isAddress) === true) return covered;
  const relevant = points.filter(({ issuers }) => issuers?.includes(keyOf(list.content)) ?? isDirect);
  const matching = [...relevant, ...(isDirect ? [pointOf(subject)] : [])].filter(
    ({ names }) => scope.names === undefined || names?.some((name) => scope.names?.includes(name)),
  );
  if (matching.length === 0) return 'it is meant for other distribution points than the certificate names';
  return matching.reduce((flags, { reasons = allReasons }) => flags | (covered & reasons), 0);
};

/** RFC 5280 §6.3.3, last paragraph: the issuer itself is a distribution point of every certificate. */
const pointOf = ({ issuerKey }: ListSubject): DistributionPoint => ({
  names: [keyOf({ issuerKey })],
  reasons: undefined,
  issuers: undefined,
});
