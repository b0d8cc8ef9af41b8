import { createHash } from 'node:crypto';
import { type CertificateSummary, inEachLanguage, type ProviderDescriptor } from '@postern/contracts';
import { CertificateError, InvalidError } from '@postern/errors';
import type { CertificateProvider, SignInMethod, NavigatingProvider, PresentedIdentifier } from '@postern/provider-kit';
import { parseCertificate, readCertificatePem, summarize } from '@postern/x509';

/** Identifies people by their certificate, whoever issued it, unless it has expired. */
export class TestCertificateProvider implements CertificateProvider, NavigatingProvider {
  readonly descriptor: ProviderDescriptor = {
    type: 'mtls',
    labels: inEachLanguage(() => ({ kind: 'Certificate', methodName: 'mTLS', fields: {} })),
    logo: '<svg/>',
    kind: 'navigate',
    steps: [],
    settings: [],
    creatable: true,
    linkable: true,
  };
  readonly paramsClass = Object;
  readonly acr = 'urn:postern:acr:certificate';
  readonly amr = ['pop'];

  startUrl(ticket: string, { fresh }: { readonly fresh: boolean }): string {
    return `https://${fresh ? 'fresh.' : ''}mtls.test/?ticket=${encodeURIComponent(ticket)}`;
  }

  async identify({ id }: SignInMethod, der: Uint8Array): Promise<PresentedIdentifier> {
    const summary = this.summarize(der);
    if (new Date(summary.notAfter) < new Date()) throw new CertificateError('certificate.expired');
    return presented(id, der, summary);
  }

  summarize(der: Uint8Array): CertificateSummary {
    return summarize(parseCertificate(der));
  }

  read(pem: string): Uint8Array {
    if (pem.includes('PRIVATE KEY')) throw new InvalidError('certificate.private_key_given');
    return readCertificatePem(pem);
  }
}

export const presented = (
  methodId: string,
  der: Uint8Array,
  summary = summarize(parseCertificate(der)),
): PresentedIdentifier => ({
  methodId,
  subject: createHash('sha256').update(der).digest('hex'),
  label: summary.name,
  certificate: { der, summary },
});
