import { parseAlgorithm } from '../certificate/algorithm.js';
import { type Certificate, parseCertificate } from '../certificate/certificate.js';
import { assertStrong, assertStrongKey, assertValidAt } from '../certificate/checks.js';
import { type Extension, parseExtensions } from '../certificate/extensions.js';
import { type Signed, verifySignature } from '../certificate/signature.js';
import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readBitString, readOid, readTime } from '../der/der-values.js';
import { isIssuedBy } from '../path/issuance.js';
import { Work } from '../path/work.js';
import { nameKey, parseName } from '../names/name.js';
import { malformed, X509Error } from '../x509.error.js';
import { keyHash, nameHash, nonceExtension, type OcspRequest, readNonce } from './ocsp-request.js';

/** Answer of a responder about a certificate. */
export interface OcspAnswer {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly thisUpdate: Date;
  /** An hour after `thisUpdate` where the responder says that newer information is always there. */
  readonly nextUpdate: Date;
  readonly revokedAt: Date | undefined;
  /** CRLReason, 0 where the responder gives none. */
  readonly reason: number;
}

/** The certificate in question, its CA, and who may answer. */
export interface OcspQuestion {
  readonly issuer: Certificate;
  /** Content of the INTEGER. */
  readonly serialNumber: Uint8Array;
  readonly request: OcspRequest;
  /** The only responder that may answer, if an administrator named one. */
  readonly responder: Certificate | null;
  readonly at: Date;
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const signsAnswers = '1.3.6.1.5.5.7.3.9';
const enumerated = 0x0a;
const statuses: readonly string[] = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  '',
  'sigRequired',
  'unauthorized',
];
const severity = ['revoked', 'unknown', 'good'] as const;
/** Maximum number of single answers read; one is requested. */
const most = 100;
/** Milliseconds that a responder's clock may be ahead. */
const skew = 5 * 60_000;
/** Milliseconds that an answer without `nextUpdate` holds: without an end, an old copy would be good for ever. */
const openEnd = 3_600_000;

const refused = (detail: string): X509Error => new X509Error('revocation_unknown', detail);

/**
 * Reads and verifies an answer (RFC 6960 §3.2): it is about this certificate, in force, and signed by the CA, by a certificate that the CA
 * issued for this, or by the responder that an administrator named.
 *
 * @throws X509Error `malformed`, `revocation_unknown`
 */
export const readOcspResponse = (der: Uint8Array, question: OcspQuestion): OcspAnswer => {
  const outer = open(der);
  const [status = 1] = outer.next(enumerated).content;
  if (status !== 0) throw refused(`the responder answered "${statuses[status] ?? status}"`);
  const typed = new DerReader(outer.next(tags.context(0)).content).next(tags.sequence);
  outer.finish();
  const reader = new DerReader(typed.content);
  if (readOid(reader.next()) !== basicResponse) throw malformed('an answer of another kind');
  const basic = readBasic(reader.next(tags.octetString).content);
  reader.finish();
  assertSigned(basic, question);
  assertNonce(basic.extensions, question.request);
  const singles = basic.responses.slice(0, most).filter((each) => isAbout(each, question));
  const answers = singles.map((each) => readSingle(each, question.at));
  // Of several answers about one certificate, the worst counts.
  const worst = severity
    .map((found) => answers.find((each) => each.status === found))
    .find((each) => each !== undefined);
  if (worst === undefined) throw refused('the answer is about another certificate');
  return worst;
};

interface Basic {
  readonly signed: Signed;
  readonly responderId: DerElement;
  readonly responses: readonly DerElement[];
  readonly extensions: ReadonlyMap<string, Extension>;
  readonly certificates: readonly Uint8Array[];
}

const readBasic = (der: Uint8Array): Basic => {
  const outer = open(der);
  const data = outer.next(tags.sequence);
  const signatureAlgorithm = parseAlgorithm(outer.next(tags.sequence));
  const signature = readBitString(outer.next());
  const certificates = outer.optional(tags.context(0));
  outer.finish();
  const reader = new DerReader(data.content);
  reader.optional(tags.context(0));
  const responderId = reader.next();
  reader.next();
  const responses = new DerReader(reader.next(tags.sequence).content).rest(tags.sequence);
  const extensions = reader.optional(tags.context(1));
  reader.finish();
  return {
    signed: { signedPart: data.encoded, signatureAlgorithm, signature },
    responderId,
    responses,
    extensions: extensions === undefined ? new Map() : parseExtensions(extensions.content),
    certificates:
      certificates === undefined
        ? []
        : open(certificates.content)
            .rest(tags.sequence)
            .map(({ encoded }) => encoded),
  };
};

const assertSigned = ({ signed, responderId, certificates }: Basic, { issuer, responder, at }: OcspQuestion): void => {
  const isNamed = (certificate: Certificate): boolean => isResponder(responderId, certificate);
  const candidates = responder === null ? [issuer, ...delegates(certificates, issuer, at)] : [responder];
  const signer = candidates.find((each) => isNamed(each) && verifySignature(signed, each.publicKeyInfo));
  if (signer === undefined) throw refused('the answer is not signed by the CA or a responder that it authorized');
  assertStrongKey(signer);
  if (signer !== issuer) assertValidAt(signer, at);
};

/** Certificates that the CA itself issued for signing answers (RFC 6960 §4.2.2.2). */
const delegates = (ders: readonly Uint8Array[], issuer: Certificate, at: Date): Certificate[] =>
  ders.slice(0, 5).flatMap((der) => {
    try {
      const certificate = parseCertificate(der);
      if (certificate.purposes?.includes(signsAnswers) !== true || !isIssuedBy(certificate, issuer, new Work()))
        return [];
      assertStrong(certificate);
      assertValidAt(certificate, at);
      return [certificate];
    } catch (error) {
      if (error instanceof X509Error) return [];
      throw error;
    }
  });

const isResponder = ({ tag, content }: DerElement, certificate: Certificate): boolean => {
  const reader = new DerReader(content);
  if (tag === tags.context(1)) return nameKey(parseName(reader.next().encoded)) === nameKey(certificate.subject);
  if (tag !== tags.context(2)) throw malformed('name of a responder');
  return Buffer.compare(reader.next(tags.octetString).content, keyHash(certificate)) === 0;
};

const assertNonce = (extensions: Basic['extensions'], { nonce }: OcspRequest): void => {
  if (nonce === null) return;
  const echoed = extensions.get(nonceExtension);
  if (echoed === undefined || Buffer.compare(readNonce(echoed.value), nonce) !== 0)
    throw refused('the answer was not made for this request: its nonce is missing or different');
};

const isAbout = ({ content }: DerElement, { issuer, serialNumber }: OcspQuestion): boolean => {
  const reader = new DerReader(new DerReader(content).next(tags.sequence).content);
  reader.next(tags.sequence);
  const [name, key, serial] = [
    reader.next(tags.octetString).content,
    reader.next(tags.octetString).content,
    reader.next(tags.integer).content,
  ];
  return (
    Buffer.compare(serial, serialNumber) === 0 &&
    Buffer.compare(name, nameHash(issuer)) === 0 &&
    Buffer.compare(key, keyHash(issuer)) === 0
  );
};

const readSingle = ({ content }: DerElement, at: Date): OcspAnswer => {
  const reader = new DerReader(content);
  reader.next(tags.sequence);
  const status = reader.next();
  const thisUpdate = readTime(reader.next());
  const next = reader.optional(tags.context(0));
  const nextUpdate =
    next === undefined ? new Date(thisUpdate.getTime() + openEnd) : readTime(new DerReader(next.content).next());
  if (thisUpdate.getTime() > at.getTime() + skew) throw refused('the answer is not valid yet');
  if (nextUpdate <= at) throw refused('the answer expired before it arrived');
  return { ...readStatus(status), thisUpdate, nextUpdate };
};

const readStatus = ({ tag, content }: DerElement): Pick<OcspAnswer, 'status' | 'revokedAt' | 'reason'> => {
  if (tag === tags.contextPrimitive(0)) return { status: 'good', revokedAt: undefined, reason: 0 };
  if (tag === tags.contextPrimitive(2)) return { status: 'unknown', revokedAt: undefined, reason: 0 };
  if (tag !== tags.context(1)) throw malformed('status in an answer');
  const reader = new DerReader(content);
  const revokedAt = readTime(reader.next());
  const reason = reader.optional(tags.context(0));
  const [code = 0] = reason === undefined ? [] : new DerReader(reason.content).next(enumerated).content;
  return { status: 'revoked', revokedAt, reason: code };
};
