import { Module } from '@nestjs/common';
import { CertificateKitModule } from '@postern/certificate-kit';
import { provideConfig } from '@postern/config';
import { CaBundleConfig } from './ca-bundle.config.js';
import { CaBundleWriter } from './ca-bundle.writer.js';
import { CertificateIdentification } from './certificate-identification.js';
import { CertificatePolicy } from './certificate.policy.js';
import { ClientCertificateLookup } from './client-certificate.lookup.js';
import { MtlsConfig } from './mtls.config.js';
import { MtlsController } from './mtls.controller.js';
import { MtlsProvider } from './mtls.provider.js';
import { MtlsStrategy } from './mtls.strategy.js';
import { PeoplesAuthorities } from './peoples-authorities.js';

/** Needs the ports `SignInCompletion`, `SignInMethodDirectory` and `CertificateOrigins`. */
@Module({
  imports: [CertificateKitModule],
  controllers: [MtlsController],
  providers: [
    provideConfig(MtlsConfig),
    provideConfig(CaBundleConfig),
    ClientCertificateLookup,
    CertificatePolicy,
    CertificateIdentification,
    MtlsStrategy,
    MtlsProvider,
    CaBundleWriter,
    PeoplesAuthorities,
  ],
  exports: [MtlsProvider],
})
export class MtlsModule {}
