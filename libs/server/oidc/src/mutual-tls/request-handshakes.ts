import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import {
  CertificateListenersConfig,
  ProxiedCertificateReader,
  RefusedCertificateError,
  RevocationLists,
} from '@postern/certificate-kit';
import { ClientTrustAnchors } from '@postern/clients';
import { listenerOf } from '@postern/requests';
import { type AuthorityPath, type Certificate, PathFinder, X509Error } from '@postern/x509';
import { factsOf } from './certificate-facts.js';
import { assertUsable, type Handshake } from './handshake-checks.js';

type Outcome = Handshake | RefusedCertificateError;

const selfSigned = new X509Error('self_signed', 'signed by its own key');

/**
 * The certificates of the client listener's requests. The engine needs them synchronously, so asynchronous work (trust anchors, revocation
 * lists, a new path) is done before, by `prepare`.
 */
@Injectable()
export class Handshakes {
  private readonly reader: ProxiedCertificateReader;
  private readonly paths = new PathFinder(2000);
  private readonly outcomes = new WeakMap<IncomingMessage, Outcome>();

  constructor(
    { PROXY_SECRET }: CertificateListenersConfig,
    private readonly anchors: ClientTrustAnchors,
    private readonly revocationLists: RevocationLists,
  ) {
    this.reader = new ProxiedCertificateReader(PROXY_SECRET, 'applications');
    revocationLists.consult(async () => [{ trustedFor: 'applications', store: await anchors.current() }]);
  }

  /**
   * Looks at the certificate of a request, once; requests of other listeners have none.
   *
   * @returns undefined when there is nothing to wait for
   */
  prepare(request: IncomingMessage): Promise<void> | undefined {
    if (listenerOf(request) !== 'applications' || this.outcomes.has(request)) return undefined;
    const certificate = this.read(request);
    if (certificate instanceof RefusedCertificateError) {
      this.outcomes.set(request, certificate);
      return undefined;
    }
    return this.judge(certificate).then((handshake) => {
      this.outcomes.set(request, handshake);
    });
  }

  /** The certificate of a request that was prepared; undefined without one, and for what cannot be read or believed. */
  of(request: IncomingMessage): Handshake | undefined {
    const outcome = this.outcomes.get(request);
    return outcome instanceof RefusedCertificateError ? undefined : outcome;
  }

  /** Why a prepared request has no certificate: none was sent, or it is unreadable or forged. */
  refusalOf(request: IncomingMessage): RefusedCertificateError | undefined {
    const outcome = this.outcomes.get(request);
    return outcome instanceof RefusedCertificateError ? outcome : undefined;
  }

  /** Whether a request came with exactly this certificate (`x5t#S256`), and the certificate is still good. */
  async proves(request: IncomingMessage, thumbprint: string): Promise<boolean> {
    await this.prepare(request);
    return isGoodProof(this.of(request), thumbprint);
  }

  /** The same of a certificate that was shown to an API, which vouches for the handshake. */
  async isProof(certificate: Certificate, thumbprint: string): Promise<boolean> {
    return isGoodProof(await this.judge(certificate), thumbprint);
  }

  private read(request: IncomingMessage): Certificate | RefusedCertificateError {
    try {
      const found = this.reader.read(request);
      return found?.certificate ?? new RefusedCertificateError('certificate.missing', 'another listener', null);
    } catch (error) {
      if (error instanceof RefusedCertificateError) return error;
      throw error;
    }
  }

  private async judge(certificate: Certificate): Promise<Handshake> {
    const at = new Date();
    const facts = factsOf(certificate);
    // Checked first: verifying the signature at every request would cost as much as all other checks.
    const path = facts.isSelfIssued ? selfSigned : await this.path(certificate, at);
    const revocation = await this.revocation(certificate, path, at);
    return { certificate, facts, at, path, revocation };
  }

  private async path(certificate: Certificate, at: Date): Promise<AuthorityPath | X509Error> {
    try {
      return this.paths.find(certificate, await this.anchors.current(), at);
    } catch (error) {
      if (error instanceof X509Error) return error;
      throw error;
    }
  }

  private async revocation(
    certificate: Certificate,
    path: AuthorityPath | X509Error,
    at: Date,
  ): Promise<X509Error | undefined> {
    try {
      // A certificate without a path is on no list, but an administrator may have blocked it.
      if (path instanceof X509Error) await this.revocationLists.assertNotBlocked(certificate, at);
      else await this.revocationLists.assertNotRevoked(certificate, path, at);
      return undefined;
    } catch (error) {
      if (error instanceof X509Error) return error;
      throw error;
    }
  }
}

const isGoodProof = (handshake: Handshake | undefined, thumbprint: string): boolean =>
  handshake?.facts.thumbprint === thumbprint && problemOf(() => assertUsable(handshake)) === undefined;

/** The error of a check, if any. */
export const problemOf = (check: () => void): X509Error | undefined => {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof X509Error) return error;
    throw error;
  }
};
