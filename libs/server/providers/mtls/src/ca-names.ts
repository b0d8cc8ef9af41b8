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

export const nameOctets = (all: readonly Pick<MtlsParams, 'trustAnchors'>[]): number => {
  const names = all.flatMap((params) =>
    trustStoreOf(params).authorities.map(({ certificate }) => Buffer.from(certificate.subject.der).toString('base64')),
  );
  return [...new Set(names)].reduce((sum, name) => sum + Buffer.byteLength(name, 'base64') + lengthOctets, 0);
};

/** @throws InvalidError `sign_in_method.too_many_authorities` */
export const assertNamesFit = (all: readonly Pick<MtlsParams, 'trustAnchors'>[]): void => {
  const octets = nameOctets(all);
  if (octets <= mostNameOctets) return;
  const message = `the CAs of all methods that are switched on have names of ${octets} octets together, ${mostNameOctets} are allowed`;
  throw new InvalidError('sign_in_method.too_many_authorities', message, [{ path: 'trustAnchors', message }]);
};
