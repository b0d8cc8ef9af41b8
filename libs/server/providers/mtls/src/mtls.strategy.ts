import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { RefusedCertificateError } from '@postern/certificate-kit';
import { CertificateError, HandoffError } from '@postern/errors';
import {
  CertificateOrigins,
  SignInCompletion,
  type SignInRefusal,
  type SignInTicket,
  type SignInMethod,
  type PresentedIdentifier,
  SignInMethodDirectory,
} from '@postern/provider-kit';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import { CertificateIdentification } from './certificate-identification.js';
import { ClientCertificateLookup } from './client-certificate.lookup.js';
import { MtlsParams } from './params/mtls.params.js';

/** Outcome for a certificate, and the sign-in that it belongs to. A refusal is an outcome, not a failed request. */
export type CertificateAttempt = { readonly ticket: SignInTicket } & (
  | { readonly identifier: PresentedIdentifier; readonly refusal?: never; readonly elsewhere?: never }
  | { readonly refusal: SignInRefusal; readonly identifier?: never; readonly elsewhere?: never }
  /** The method has an origin of its own by now; its id. */
  | { readonly elsewhere: string; readonly identifier?: never; readonly refusal?: never }
);

/** Passport strategy `mtls`: ticket, certificate, policy, subject. */
@Injectable()
export class MtlsStrategy extends PassportStrategy(Strategy, 'mtls') {
  constructor(
    private readonly completion: SignInCompletion,
    private readonly methods: SignInMethodDirectory,
    private readonly lookup: ClientCertificateLookup,
    private readonly identification: CertificateIdentification,
    private readonly origins: CertificateOrigins,
  ) {
    super();
  }

  /** @throws HandoffError `ticket.invalid`, `ticket.expired` */
  async validate(request: FastifyRequest): Promise<CertificateAttempt> {
    const ticket = this.completion.open(ticketOf(request));
    const method = await this.methods.find(ticket.methodId);
    if (method === undefined) return { ticket, refusal: { code: 'sign_in_method.not_found', certificate: null } };
    if (!isMtls(method)) throw new HandoffError('ticket.invalid', 'a ticket of another provider');
    const code = ticket.clientId === null ? null : await this.methods.refusalAt(ticket.clientId, method.id);
    if (code !== null) return { ticket, refusal: { code, certificate: null } };
    try {
      const own = this.origins.servedAt(method.id);
      if (own !== null && !this.isAt(own, request)) return { ticket, elsewhere: method.id };
      this.assertOwnOrigin(method, own, request);
      return { ticket, identifier: await this.identify(method, request) };
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      const { code, reason } = error;
      if (!(error instanceof RefusedCertificateError)) return { ticket, refusal: { code, reason, certificate: null } };
      return { ticket, refusal: { code, reason, certificate: error.certificate, facts: error.facts } };
    }
  }

  /** Whether the Host header has the name of the origin, which the handshake may have been for or not. */
  private isAt(name: string, request: FastifyRequest): boolean {
    if (this.lookup.methodOf(request) !== null) return true;
    return new RegExp(`^(?:[0-9a-f]{16}-)?${name}[.]`).test(request.headers.host ?? '');
  }

  /**
   * A certificate that was shown at the origin of one method is good for this method alone: the browser asked under its name, and offered
   * what its CAs issued. Nginx says whose origin the handshake was for.
   */
  private assertOwnOrigin({ id }: SignInMethod, own: string | null, request: FastifyRequest): void {
    const shownAt = this.lookup.methodOf(request);
    if (shownAt === id || (shownAt === null && own === null)) return;
    const reason = shownAt === null ? 'not shown at the origin of the method' : 'shown at the origin of another method';
    throw new RefusedCertificateError('certificate.header_mismatch', reason, null);
  }

  /**
   * Nginx proves that the browser holds the key; whether the certificate is good is judged here alone (ADR 0018). Only with `ssl_crl`
   * does Nginx know something that the server may not.
   */
  private async identify(method: SignInMethod<MtlsParams>, request: FastifyRequest): Promise<PresentedIdentifier> {
    const { certificate, proxyRefusal } = this.lookup.find(request);
    const identifier = await this.identification.identify(method, certificate);
    if (proxyRefusal === revoked) {
      throw new RefusedCertificateError('certificate.refused_by_proxy', proxyRefusal, identifier.certificate);
    }
    return identifier;
  }
}

/** OpenSSL's message for a certificate that is on a list of `ssl_crl`. */
const revoked = 'certificate revoked';

const isMtls = (method: SignInMethod): method is SignInMethod<MtlsParams> => method.type === 'mtls';

/** The ticket in the address; empty when there is none, or more than one. */
export const ticketOf = ({ query }: Pick<FastifyRequest, 'query'>): string => {
  const { ticket } = query as Readonly<Record<string, unknown>>;
  return typeof ticket === 'string' ? ticket : '';
};
