export { CertificateInventory } from './certificate-inventory.service.js';
export { inspectCertificate } from './certificate-inspection.js';
export { certificateUpsert, certificateValues, registerCertificate } from './certificate-upsert.js';
export { CertificateEntity } from './certificate.entity.js';
export { CertificateResponse } from './certificate.responses.js';
export { CertificatesController } from './certificates.controller.js';
export { CertificatesModule } from './certificates.module.js';
export { type CertificateSource, CertificateSources } from './inventory/certificate-sources.js';
