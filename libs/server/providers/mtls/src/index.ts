export { CertificatePolicy } from './certificate.policy.js';
export { ClientCertificateLookup, type ClientCertificate } from './client-certificate.lookup.js';
export { MtlsConfig } from './mtls.config.js';
export { MtlsModule } from './mtls.module.js';
export { MtlsParams } from './params/mtls.params.js';
export { MtlsProvider } from './mtls.provider.js';
export { MtlsStrategy, type CertificateAttempt } from './mtls.strategy.js';
