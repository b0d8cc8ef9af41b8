import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { CertificateInventory } from './certificate-inventory.service.js';
import { CertificatesController } from './certificates.controller.js';
import { ExpirySettingsController } from './expiry/expiry-settings.controller.js';
import { ExpirySettings } from './expiry/expiry-settings.service.js';
import { ExpiryWarnings } from './expiry/expiry-warnings.js';
import { CertificateDirectory } from './inventory/certificate-directory.service.js';
import { CertificateInventoryController } from './inventory/certificate-inventory.controller.js';
import { CertificateSources } from './certificate-sources.js';
import { RenewalGuidesController } from './renewal/renewal-guides.controller.js';
import { RenewalGuides } from './renewal/renewal-guides.service.js';

/** The inventory: one row per certificate. */
@Module({
  imports: [AuditModule],
  controllers: [
    CertificatesController,
    ExpirySettingsController,
    RenewalGuidesController,
    CertificateInventoryController,
  ],
  providers: [
    CertificateDirectory,
    CertificateInventory,
    CertificateSources,
    ExpirySettings,
    ExpiryWarnings,
    RenewalGuides,
  ],
  exports: [CertificateInventory, CertificateSources, ExpiryWarnings, RenewalGuides],
})
export class CertificatesModule {}
