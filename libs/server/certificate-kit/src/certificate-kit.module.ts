import { Module } from '@nestjs/common';
import { provideConfig } from '@postern/config';
import { CertificateListenersConfig } from './certificate-listeners.config.js';
import { RevocationLists } from './revocation/revocation-lists.js';

/** One configuration and one set of revocation lists for all modules that import it. */
@Module({
  providers: [provideConfig(CertificateListenersConfig), RevocationLists],
  exports: [CertificateListenersConfig, RevocationLists],
})
export class CertificateKitModule {}
