import { Injectable } from '@nestjs/common';
import { presented } from '@postern/certificate-kit';
import type { SignInMethod, PresentedIdentifier } from '@postern/provider-kit';
import { type Certificate, extractSubject } from '@postern/x509';
import { CertificatePolicy } from './certificate.policy.js';
import type { MtlsParams } from './mtls.params.js';

/** From a certificate to the subject that a method knows its holder by. */
@Injectable()
export class CertificateIdentification {
  constructor(private readonly policy: CertificatePolicy) {}

  /** @throws RefusedCertificateError */
  async identify(method: SignInMethod<MtlsParams>, certificate: Certificate): Promise<PresentedIdentifier> {
    const path = await this.policy.assertAcceptable(certificate, method.params);
    const shown = presented(certificate);
    return {
      methodId: method.id,
      ...extractSubject(certificate, path, method.params.identifyBy),
      label: shown.summary.name,
      certificate: shown,
    };
  }
}
