import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate/certificate.js';
import type { AuthorityPath } from './certificate-path.js';
import { sha256 } from '../certificate/thumbprint.js';
import { toHex } from '../der/printable.js';
import { identityKey } from '../names/name.js';

/** Properties of a certificate, besides single names, that may identify its holder. */
export const subjectSources = [
  'certificate',
  'public-key',
  'issuer-and-subject',
  'issuer-and-serial',
  'subject-key-identifier',
] as const;
export type SubjectSource = (typeof subjectSources)[number];

/** The subjects under which a certificate's holder is known. Each kind has a prefix of its own. */
export interface HolderSubjects {
  readonly subject: string;
  /** The holder's second subject; either of the two identifies the holder. Null if there is none. */
  readonly alias: string | null;
  /** Value stored by earlier versions. Null if it equals the subject. */
  readonly formerSubject: string | null;
}

/**
 * The subjects under which a certificate's holder is known. Hexadecimal hashes, never display strings.
 *
 * - `certificate`: SHA-256 of the DER; a renewed certificate is another subject.
 * - `public-key`: SHA-256 of SubjectPublicKeyInfo; survives a renewal with the same key.
 * - `issuer-and-subject`: the issuing authority's key, issuer and subject. The alias has the trust anchor's key instead. So the same
 *   authority below a new root is the same issuer, and so is one that the same root gave a new key (RFC 5280 §4.1.2.6: a root gives one
 *   name to one authority). Names are compared as `identityKey` does (§7.1, but letters that only look alike differ). The same names
 *   below another anchor, by another key, are somebody else.
 * - `issuer-and-serial`: the issuing authority's key and name, and the serial number (§4.1.2.2: unique for each authority).
 * - `subject-key-identifier`: the issuing authority's key and name, and what it calls the key (§4.2.1.2). Undefined without the extension.
 */
export function extractSubject(
  certificate: Certificate,
  path: Pick<AuthorityPath, 'authorities' | 'anchor'>,
  source: Exclude<SubjectSource, 'subject-key-identifier'>,
): HolderSubjects;
export function extractSubject(
  certificate: Certificate,
  path: Pick<AuthorityPath, 'authorities' | 'anchor'>,
  source: SubjectSource,
): HolderSubjects | undefined;
export function extractSubject(
  certificate: Certificate,
  { authorities, anchor }: Pick<AuthorityPath, 'authorities' | 'anchor'>,
  source: SubjectSource,
): HolderSubjects | undefined {
  const [issuer = anchor] = authorities;
  switch (source) {
    case 'certificate':
      return only(`x509-sha256:${certificate.sha256}`);
    case 'public-key':
      return only(`spki-sha256:${sha256(certificate.publicKeyInfo)}`);
    case 'issuer-and-subject':
      return {
        subject: `issuer-name-sha256:${nameHash(certificate, issuer.certificate)}`,
        alias: `anchor-name-sha256:${nameHash(certificate, anchor.certificate)}`,
        formerSubject: `name-sha256:${formerNameHash(certificate, anchor.certificate)}`,
      };
    case 'issuer-and-serial':
      return only(`issuer-serial-sha256:${issuedHash(certificate, issuer.certificate, certificate.serialNumber)}`);
    case 'subject-key-identifier': {
      const { subjectKeyId } = certificate;
      if (subjectKeyId === undefined || subjectKeyId === '') return undefined;
      return only(`issuer-ski-sha256:${issuedHash(certificate, issuer.certificate, Buffer.from(subjectKeyId, 'hex'))}`);
    }
  }
}

const only = (subject: string): HolderSubjects => ({ subject, alias: null, formerSubject: null });

const nameHash = ({ issuer, subject }: Certificate, authority: Certificate): string =>
  hashOf(authority.publicKeyInfo, identityKey(issuer), identityKey(subject));

/** Subject from a number that is unique for one CA. */
const issuedHash = ({ issuer }: Certificate, authority: Certificate, number: Uint8Array): string =>
  hashOf(authority.publicKeyInfo, identityKey(issuer), toHex(number));

/** The parts may be of any length, so they are hashed before they are put together. */
const hashOf = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest('hex');
};

/** Both names are DER and end where they say, so no other pair of names gives the same input. */
const formerNameHash = (certificate: Certificate, anchor: Certificate): string =>
  createHash('sha256')
    .update(createHash('sha256').update(anchor.publicKeyInfo).digest())
    .update(certificate.issuer.der)
    .update(certificate.subject.der)
    .digest('hex');
