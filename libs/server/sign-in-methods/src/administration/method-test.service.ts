import { Injectable } from '@nestjs/common';
import type { CertificateSummary, ErrorCode, MethodTestResult } from '@postern/contracts';
import { CertificateError, InvalidError } from '@postern/errors';
import {
  type CertificateProvider,
  type SignInMethod,
  type PresentedIdentifier,
  SignInProviders,
  isCertificateProvider,
} from '@postern/provider-kit';
import { IdentifierLookup } from '../identifier-lookup.port.js';
import { SignInMethods } from '../reading/sign-in-methods.service.js';
import { subjectRule } from './method-params.js';

/** Dry runs: what would happen if somebody presented this certificate. Changes nothing and records nothing. */
@Injectable()
export class MethodTest {
  constructor(
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly identifiers: IdentifierLookup,
  ) {}

  /**
   * `accepted` is the method's verdict on the certificate; `code` says why not, or what stands in the way of an accepted one:
   * `certificate.not_linked`, `certificate.account_blocked`.
   *
   * @throws NotFoundError; InvalidError when the text is no certificate, or the method knows none
   */
  async run(methodId: string, pem: string): Promise<MethodTestResult> {
    const method = await this.methods.get(methodId);
    const provider = this.providers.ofType(method.type);
    if (!isCertificateProvider(provider)) {
      throw new InvalidError('request.invalid', undefined, [
        { path: 'certificate', message: `methods of type ${method.type} take no certificates` },
      ]);
    }
    return this.judge(provider, method, provider.read(pem));
  }

  private async judge(provider: CertificateProvider, method: SignInMethod, der: Uint8Array): Promise<MethodTestResult> {
    const rule = subjectRule(method.params);
    try {
      const identifier = await provider.identify(method, der);
      const { subject, certificate } = identifier;
      const { account, code } = await this.owner(identifier);
      return { accepted: true, code, reason: null, certificate: certificate?.summary ?? null, rule, subject, account };
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      const certificate = readable(provider, der);
      const { code, reason } = error;
      return { accepted: false, code, reason: reason ?? null, certificate, rule, subject: null, account: null };
    }
  }

  private async owner(
    identifier: PresentedIdentifier,
  ): Promise<{ readonly account: MethodTestResult['account']; readonly code: ErrorCode | null }> {
    const owner = await this.identifiers.findOwner(identifier);
    if (owner === undefined) return { account: null, code: 'certificate.not_linked' };
    const { status, ...account } = owner;
    return { account, code: status === 'blocked' ? 'certificate.account_blocked' : null };
  }
}

const readable = (provider: CertificateProvider, der: Uint8Array): CertificateSummary | null => {
  try {
    return provider.summarize(der);
  } catch {
    // The certificate's own error is being answered already.
    return null;
  }
};
