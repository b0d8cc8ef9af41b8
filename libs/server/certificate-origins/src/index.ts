export { CertificateOriginsModule } from './certificate-origins.module.js';
export { CertificateOriginsStateEntity } from './serving/certificate-origins-state.entity.js';
export { ServedOrigins } from './serving/served-origins.js';
