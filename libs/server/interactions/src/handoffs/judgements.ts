import { Injectable } from '@nestjs/common';
import type { CertificateJudgement, CertificateVerdict } from '@postern/contracts';
import { judgementBy, SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';
import type { PresentedCertificate } from '@postern/requests';

/** How certificates that were presented here were judged: for the page that says so, and for the event log. */
@Injectable()
export class Judgements {
  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
  ) {}

  /** Null where no readable certificate was sent, or the method is gone. */
  async of(
    methodId: string,
    certificate: PresentedCertificate | null,
    verdict: CertificateVerdict,
  ): Promise<CertificateJudgement | null> {
    const method = certificate === null ? undefined : await this.methods.find(methodId);
    return method === undefined
      ? null
      : judgementBy(this.providers.ofType(method.type), method, certificate?.der, verdict);
  }
}
