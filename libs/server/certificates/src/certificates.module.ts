import { Module } from '@nestjs/common';
import { CertificateInventory } from './certificate-inventory.service.js';
import { CertificatesController } from './certificates.controller.js';

/** The inventory: one row per certificate. */
@Module({
  controllers: [CertificatesController],
  providers: [CertificateInventory],
  exports: [CertificateInventory],
})
export class CertificatesModule {}
