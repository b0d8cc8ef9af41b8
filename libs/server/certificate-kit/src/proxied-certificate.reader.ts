import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { certificateHeaderPattern, type CertificateListener, listenerOf } from '@postern/requests';
import { type Certificate, parseEscapedCertificate, renderSerialNumber, sha1 } from '@postern/x509';
import { presented, refusalOf, RefusedCertificateError } from './refused-certificate.error.js';

/** What the TLS handshake of a request was about, as Nginx reports it. */
export interface ProxiedCertificate {
  readonly certificate: Certificate;
  /** Nginx's own words when it did not accept the certificate; null when it did. */
  readonly proxyRefusal: string | null;
}

type Headers = ReadonlyMap<string, string>;

/**
 * The only reader of the certificate headers. Believes them on a request that came in over the given listener's own socket and
 * carries the proxy secret; never logs them. Everything it answers is derived from the certificate itself: the other headers
 * are only compared with it, and never by the text of a name.
 */
export class ProxiedCertificateReader {
  private readonly secretDigest: Buffer;

  constructor(
    proxySecret: string,
    private readonly listener: CertificateListener,
  ) {
    this.secretDigest = digest(proxySecret);
  }

  /**
   * @returns undefined for a request that came in over any other socket, whatever it says
   * @throws RefusedCertificateError `certificate.header_mismatch`, `certificate.missing`, `certificate.malformed`,
   * `certificate.refused_by_proxy` when Nginx did not pass it on
   */
  read(request: IncomingMessage): ProxiedCertificate | undefined {
    if (listenerOf(request) !== this.listener) return undefined;
    const headers = readHeaders(request.rawHeaders);
    if (!this.isVouchedFor(headers)) throw mismatch('proxy secret missing or wrong');

    const verdict = headers.get('x-ssl-client-verify') ?? '';
    const escaped = headers.get('x-ssl-client-cert') ?? '';
    if (escaped === '') throw withoutCertificate(verdict);
    const certificate = parse(escaped);
    assertSame(headers, certificate);
    return { certificate, proxyRefusal: proxyRefusalOf(verdict, certificate) };
  }

  /**
   * The method whose own origin the handshake was for, by the name in the handshake; null at a shared one.
   *
   * @returns undefined for a request that came in over any other socket, whatever it says
   * @throws RefusedCertificateError `certificate.header_mismatch`
   */
  methodOf(request: IncomingMessage): string | null | undefined {
    if (listenerOf(request) !== this.listener) return undefined;
    const headers = readHeaders(request.rawHeaders);
    if (!this.isVouchedFor(headers)) throw mismatch('proxy secret missing or wrong');
    return headers.get('x-postern-certificate-method') ?? null;
  }

  private isVouchedFor(headers: Headers): boolean {
    // Digests have one length, so the comparison tells nothing about the secret's.
    return timingSafeEqual(digest(headers.get('x-postern-proxy-secret') ?? ''), this.secretDigest);
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const mismatch = (reason: string, certificate?: Certificate): RefusedCertificateError =>
  new RefusedCertificateError(
    'certificate.header_mismatch',
    reason,
    certificate === undefined ? null : presented(certificate),
  );

/** Nginx sets each header once, spelled with hyphens: anything else came from outside. */
const readHeaders = (rawHeaders: readonly string[]): Headers => {
  const headers = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const spelled = rawHeaders[index] ?? '';
    if (!certificateHeaderPattern.test(spelled)) continue;
    const name = spelled.toLowerCase();
    if (name.includes('_')) throw mismatch('a header spelled with underscores');
    if (headers.has(name)) throw mismatch(`${name} twice`);
    headers.set(name, rawHeaders[index + 1] ?? '');
  }
  return headers;
};

/** `NONE`: no certificate was sent. Nginx never sends a verdict without a certificate, so another value is forged. */
const withoutCertificate = (verdict: string): RefusedCertificateError => {
  if (verdict === 'NONE') return new RefusedCertificateError('certificate.missing', 'no certificate was sent', null);
  if (verdict.startsWith('FAILED:')) return new RefusedCertificateError('certificate.refused_by_proxy', verdict, null);
  return mismatch('a verdict without a certificate');
};

const proxyRefusalOf = (verdict: string, certificate: Certificate): string | null => {
  if (verdict === 'SUCCESS') return null;
  if (verdict.startsWith('FAILED:')) return verdict.slice('FAILED:'.length);
  throw mismatch('a certificate without a verdict', certificate);
};

const parse = (escaped: string): Certificate => {
  try {
    return parseEscapedCertificate(escaped);
  } catch (error) {
    throw refusalOf(error, null);
  }
};

interface Marks {
  readonly serial: string;
  readonly fingerprint: string;
}

const known = new WeakMap<Certificate, Marks>();

/** As Nginx writes them; a certificate seen before is the same object again. */
const marksOf = (certificate: Certificate): Marks => {
  const found = known.get(certificate);
  if (found !== undefined) return found;
  const marks = { serial: renderSerialNumber(certificate.serialNumber), fingerprint: sha1(certificate.der) };
  known.set(certificate, marks);
  return marks;
};

/** Compares what Nginx says about the certificate with the certificate, where Nginx says it. */
const assertSame = (headers: Headers, certificate: Certificate): void => {
  const serial = headers.get('x-ssl-client-serial');
  const fingerprint = headers.get('x-ssl-client-fingerprint');
  const marks = marksOf(certificate);
  if (serial !== undefined && serial.toUpperCase() !== marks.serial)
    throw mismatch('another serial number', certificate);
  if (fingerprint !== undefined && fingerprint.toLowerCase() !== marks.fingerprint) {
    throw mismatch('another fingerprint', certificate);
  }
};
