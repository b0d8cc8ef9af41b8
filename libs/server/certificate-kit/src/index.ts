export {
  assertRooted,
  type AuthorityField,
  readAuthorities,
  readOneAuthority,
  readStoredAuthorities,
  fieldSentence,
} from './authority-reading.js';
export { certificateCode, fieldCode, type FieldCodes } from './certificate-codes.js';
export { judgementOf, surveyOf } from './certificate-judgement.js';
export { CertificateKitModule } from './certificate-kit.module.js';
export { CertificateListenersConfig } from './certificate-listeners.config.js';
export { type ProxiedCertificate, ProxiedCertificateReader } from './proxied-certificate.reader.js';
export { presented, refusalOf, RefusedCertificateError } from './refused-certificate.error.js';
export {
  type AuthorityRule,
  type CertificateBlock,
  type RevocationSupplier,
  type SuppliedRevocations,
} from './revocation/revocation-supplier.js';
export { type ListFileState, RevocationLists, type TrustedAuthorities } from './revocation/revocation-lists.js';
export { certificateProblems } from './certificate.problems.js';
