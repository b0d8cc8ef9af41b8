import type { Certificate } from './certificate.js';
import { X509Error } from '../x509.error.js';

const clientAuth = '1.3.6.1.5.5.7.3.2';

const names: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  [clientAuth]: 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
  '1.3.6.1.4.1.311.20.2.2': 'smartcardLogon',
  '2.5.29.37.0': 'anyExtendedKeyUsage',
};

/** Short name of an extended key usage, or its OID. */
export const purposeName = (oid: string): string => names[oid] ?? oid;

const oids = new Map(Object.entries(names).map(([oid, name]) => [name.toLowerCase(), oid]));
const dotted = /^[0-2](?:\.(?:0|[1-9]\d{0,9})){1,20}$/;

/** OID of an extended key usage, written as its short name or as an OID; undefined for anything else. */
export const readPurpose = (text: string): string | undefined =>
  oids.get(text.trim().toLowerCase()) ?? dotted.exec(text.trim())?.[0];

/**
 * Refuses a certificate that was not issued to authenticate a TLS client; throws `X509Error` (`wrong_purpose`).
 *
 * - No extended key usage: allowed, because the CA set no restriction (RFC 5280 §4.2.1.12).
 * - `anyExtendedKeyUsage` alone: refused, as the same section permits and as OpenSSL does, so that Nginx and Postern agree.
 * - A key usage without `digitalSignature`: refused, since TLS proves possession by a signature.
 */
export const assertClientPurpose = (certificate: Certificate): void => {
  if (!allowsClientAuth(certificate.purposes))
    throw new X509Error('wrong_purpose', 'extended key usage lacks clientAuth');
  assertSigns(certificate);
};

/** TLS proves possession by a signature; throws `X509Error` (`wrong_purpose`). */
export const assertSigns = ({ keyUsage }: Certificate): void => {
  if (keyUsage !== null && !keyUsage.digitalSignature)
    throw new X509Error('wrong_purpose', 'key usage lacks digitalSignature');
};

/**
 * Whether a certificate was issued for a purpose. One without extended key usages is unrestricted, but names no purpose: that is
 * enough for clientAuth, which every browser requires, and not for another purpose that is required.
 */
export const hasPurpose = ({ purposes }: Certificate, oid: string): boolean =>
  purposes === null ? oid === clientAuth : purposes.includes(oid);

/** Whether extended key usages allow clientAuth; those of a CA limit the certificates below it. */
export const allowsClientAuth = (purposes: Certificate['purposes']): boolean =>
  purposes === null || purposes.includes(clientAuth);
