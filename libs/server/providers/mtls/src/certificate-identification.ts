import { Injectable } from '@nestjs/common';
import { presented } from '@postern/certificate-kit';
import type { SignInMethod, PresentedIdentifier } from '@postern/provider-kit';
import type { AuthorityPath, Certificate } from '@postern/x509';
import { CertificatePolicy } from './certificate.policy.js';
import type { MtlsParams } from './params/mtls.params.js';
import { awaitedNamesOf } from './rules/awaited-names.js';
import { mapHolder } from './rules/certificate-candidates.js';
import { signInLevel } from './rules/sign-in-level.js';

/** From a certificate to the values by which a method looks for its holder. */
@Injectable()
export class CertificateIdentification {
  constructor(private readonly policy: CertificatePolicy) {}

  /** @throws RefusedCertificateError */
  async identify(method: SignInMethod<MtlsParams>, certificate: Certificate): Promise<PresentedIdentifier> {
    return (await this.find(method, certificate)).identifier;
  }

  /** The same, with the path by which the certificate was accepted. */
  async find(
    method: SignInMethod<MtlsParams>,
    certificate: Certificate,
  ): Promise<{ readonly identifier: PresentedIdentifier; readonly path: AuthorityPath }> {
    const path = await this.policy.assertAcceptable(certificate, method.params);
    const shown = presented(certificate);
    const identifier = {
      methodId: method.id,
      ...mapHolder(certificate, path, method.params, ({ field, affinity }) => ({
        ...signInLevel(path, affinity, method.params),
        ...(field === 'email' && method.params.unconfirmedEmail === 'allowed' && { unconfirmed: true }),
        ...(affinity === 'low' && method.params.affinity === 'high' && { code: 'certificate.affinity_too_low' }),
      })),
      awaited: awaitedNamesOf(certificate, method.params),
      label: shown.summary.name,
      certificate: shown,
    } satisfies PresentedIdentifier;
    return { identifier, path };
  }
}
