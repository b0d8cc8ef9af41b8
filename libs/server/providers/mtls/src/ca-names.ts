import { InvalidError } from '@postern/errors';
import type { MtlsParams } from './params/mtls.params.js';
import { trustStoreOf } from './trust-store-of.js';

/**
 * Octets that the names of all CAs may take together. Nginx sends them to every client that shows a certificate (RFC 8446 §4.2.4): Java breaks off
 * when the message has more than 32,768 octets, and above 64 kB Nginx itself breaks off every handshake, although it takes the file.
 */
export const mostNameOctets = 30_000;

/** Octets of a name in the handshake beside those of its DER. */
const lengthOctets = 2;

type Listened = Pick<MtlsParams, 'trustAnchors'> & Partial<Pick<MtlsParams, 'hostName' | 'caNames'>>;

export const nameOctets = (all: readonly Pick<MtlsParams, 'trustAnchors'>[]): number => {
  const names = all.flatMap((params) =>
    trustStoreOf(params).authorities.map(({ certificate }) => Buffer.from(certificate.subject.der).toString('base64')),
  );
  return [...new Set(names)].reduce((sum, name) => sum + Buffer.byteLength(name, 'base64') + lengthOctets, 0);
};

/** At the shared origin those of all methods come together; a method with an origin of its own has room for itself. */
export const assertNamesFit = (all: readonly Listened[]): void => {
  assertFit(all.filter(({ hostName = '' }) => hostName === ''));
  for (const each of all) if (each.hostName && each.caNames !== 'none') assertFit([each]);
};

/** @throws InvalidError `sign_in_method.host_name_taken` */
export const assertHostNamesDiffer = (all: readonly Listened[]): void => {
  const names = all.flatMap(({ hostName }) => hostName || []);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  const message = `another method has the host name ${twice}`;
  throw new InvalidError('sign_in_method.host_name_taken', message, [{ path: 'hostName', message }]);
};

/** @throws InvalidError `sign_in_method.too_many_authorities` */
const assertFit = (all: readonly Listened[]): void => {
  const octets = nameOctets(all);
  if (octets <= mostNameOctets) return;
  const message = `the CAs of all methods that are switched on have names of ${octets} octets together, ${mostNameOctets} are allowed`;
  throw new InvalidError('sign_in_method.too_many_authorities', message, [{ path: 'trustAnchors', message }]);
};
