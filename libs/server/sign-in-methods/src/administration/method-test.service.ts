import { Injectable } from '@nestjs/common';
import { RefusedCertificateError } from '@postern/certificate-kit';
import type { CertificateSummary, MethodTestResult } from '@postern/contracts';
import { CertificateError } from '@postern/errors';
import { type CertificateProvider, judgementBy, type SignInMethod } from '@postern/provider-kit';
import { IdentifierLookup } from '../identifier-lookup.port.js';
import { decide, trialsOf } from './found-account.js';
import { TrialMethods } from './trial-methods.js';

/** Dry runs: the outcome of a sign-in with this certificate. Changes nothing and records nothing. */
@Injectable()
export class MethodTest {
  constructor(
    private readonly trials: TrialMethods,
    private readonly identifiers: IdentifierLookup,
  ) {}

  /**
   * `accepted` is the method's verdict on the certificate; `code` says why it was refused, or why an accepted one does not sign in, such as
   * `certificate.not_linked`.
   *
   * @param params tried in place of the stored ones of the same names
   * @throws NotFoundError; InvalidError when the text is no certificate, the method knows none, or the params are refused
   */
  async run(methodId: string, pem: string, params?: Readonly<Record<string, unknown>>): Promise<MethodTestResult> {
    const { provider, method } = await this.trials.method(methodId, params);
    return this.judge(provider, method, provider.read(pem));
  }

  private async judge(provider: CertificateProvider, method: SignInMethod, der: Uint8Array): Promise<MethodTestResult> {
    try {
      const identifier = await provider.identify(method, der);
      const [found = []] = await this.identifiers.find([identifier]);
      const { account, code, by } = decide(found, identifier);
      const acr = code === null ? (by?.acr ?? provider.acr) : null;
      const certificate = identifier.certificate?.summary ?? null;
      return {
        accepted: true,
        code,
        reason: null,
        certificate,
        judgement: judgementBy(provider, method, der, { code }),
        rules: trialsOf(identifier.rules ?? [], found),
        account,
        acr,
      };
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      const { code, reason = null } = error;
      const certificate = readable(provider, der);
      const facts = error instanceof RefusedCertificateError ? error.facts : null;
      const judgement = certificate && judgementBy(provider, method, der, { code, facts });
      return { accepted: false, code, reason, certificate, judgement, rules: [], account: null, acr: null };
    }
  }
}

const readable = (provider: CertificateProvider, der: Uint8Array): CertificateSummary | null => {
  try {
    return provider.summarize(der);
  } catch {
    // The certificate's own error is the response already.
    return null;
  }
};
