import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Authority } from './authority.js';
import { toBytes, toPem } from './bytes.js';
import { signingAlgorithm, signingKey } from './keys.js';

export interface RevocationListOptions {
  /** Hexadecimal serial numbers. */
  readonly revokedSerials?: readonly string[];
  /** An hour ago unless told, so that it is in force whatever the other clock says. */
  readonly thisUpdate?: Date;
  /** 30 days from now unless told; null leaves it out. */
  readonly nextUpdate?: Date | null;
}

export interface RevocationList {
  readonly der: Uint8Array<ArrayBuffer>;
  readonly pem: string;
}

const hour = 3_600_000;
const month = 30 * 86_400_000;

/** Issues a certificate revocation list (RFC 5280 §5) of the authority's own certificates. */
export const createCrl = async (authority: Authority, options: RevocationListOptions = {}): Promise<RevocationList> => {
  const {
    revokedSerials = [],
    thisUpdate = new Date(Date.now() - hour),
    nextUpdate = new Date(Date.now() + month),
  } = options;
  const crl = await x509.X509CrlGenerator.create(
    {
      issuer: authority.certificate.subjectName,
      thisUpdate,
      nextUpdate: nextUpdate ?? undefined,
      signingAlgorithm: signingAlgorithm(authority.keys.privateKey, 'SHA-256'),
      signingKey: await signingKey(authority.keys.privateKey, 'SHA-256'),
      entries: revokedSerials.map((serialNumber) => ({ serialNumber, revocationDate: thisUpdate })),
      extensions: [
        await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey, false, webcrypto),
        // Nginx and OpenSSL take a CRL without a number, stricter software does not (RFC 5280 §5.2.3); 02 01 01 is INTEGER 1.
        new x509.Extension('2.5.29.20', false, new Uint8Array([0x02, 0x01, 0x01])),
      ],
    },
    webcrypto,
  );
  const der = toBytes(crl.rawData);
  return { der, pem: toPem('X509 CRL', der) };
};
