import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CertificateSummary, ProviderDescriptor } from '@postern/contracts';
import {
  CertificateError,
  InvalidError,
  type CertificateProvider,
  type MethodInstance,
  type NavigatingProvider,
  type PresentedIdentity,
  type SignInMethodDirectory,
} from '@postern/provider-kit';
import { Statements } from '@postern/database';
import { parseCertificate, readCertificatePem, summarize } from '@postern/x509';

/** Identifies people by their certificate, whoever issued it, unless it has expired. */
export class TestCertificateProvider implements CertificateProvider, NavigatingProvider {
  readonly descriptor: ProviderDescriptor = {
    type: 'mtls',
    defaultName: 'mTLS',
    icon: 'certificate',
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

  async identify({ id }: MethodInstance, der: Uint8Array): Promise<PresentedIdentity> {
    const summary = this.summarize(der);
    if (new Date(summary.notAfter) < new Date()) throw new CertificateError('certificate.expired');
    return presented(id, der, summary);
  }

  summarize(der: Uint8Array): CertificateSummary {
    return summarize(parseCertificate(der));
  }

  read(pem: string): Uint8Array {
    if (pem.includes('PRIVATE KEY')) throw new InvalidError('provider.private_key_given');
    return readCertificatePem(pem);
  }
}

export const presented = (
  methodId: string,
  der: Uint8Array,
  summary = summarize(parseCertificate(der)),
): PresentedIdentity => ({
  methodId,
  subject: createHash('sha256').update(der).digest('hex'),
  label: summary.name,
  certificate: { der, summary },
});

/** Methods straight from the table. */
@Injectable()
export class DatabaseMethodDirectory implements SignInMethodDirectory {
  constructor(private readonly statements: Statements) {}

  async find(id: string): Promise<MethodInstance | undefined> {
    const rows = await this.statements.run<MethodInstance & Record<string, unknown>>(
      'test.methods',
      'select * from sign_in_provider where id = $1',
      [id],
    );
    return rows[0];
  }

  async enabled(): Promise<readonly MethodInstance[]> {
    return this.statements.run<MethodInstance & Record<string, unknown>>(
      'test.enabled',
      'select * from sign_in_provider where enabled',
      [],
    );
  }
}
