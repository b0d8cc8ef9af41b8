import { Module } from '@nestjs/common';
import { CertificateInventory } from './certificate-inventory.service.js';
import { CertificatesController } from './certificates.controller.js';
import { CertificateDirectory } from './inventory/certificate-directory.service.js';
import { CertificateInventoryController } from './inventory/certificate-inventory.controller.js';
import { CertificateSources } from './inventory/certificate-sources.js';

/** The inventory: one row per certificate. */
@Module({
  controllers: [CertificatesController, CertificateInventoryController],
  providers: [CertificateDirectory, CertificateInventory, CertificateSources],
  exports: [CertificateInventory, CertificateSources],
})
export class CertificatesModule {}
