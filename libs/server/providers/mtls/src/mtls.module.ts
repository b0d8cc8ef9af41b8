import { Module } from '@nestjs/common';
import { provideConfig } from '@postern/config';
import { CertificateIdentification } from './certificate-identification.js';
import { CertificatePolicy } from './certificate.policy.js';
import { ClientCertificateLookup } from './client-certificate.lookup.js';
import { MtlsConfig } from './mtls.config.js';
import { MtlsController } from './mtls.controller.js';
import { MtlsProvider } from './mtls.provider.js';
import { MtlsStrategy } from './mtls.strategy.js';
import { RevocationLists } from './revocation-lists.js';

/** Needs the ports `LoginCompletion` and `SignInMethodDirectory`. */
@Module({
  controllers: [MtlsController],
  providers: [
    provideConfig(MtlsConfig),
    ClientCertificateLookup,
    RevocationLists,
    CertificatePolicy,
    CertificateIdentification,
    MtlsStrategy,
    MtlsProvider,
  ],
  exports: [MtlsProvider],
})
export class MtlsModule {}
