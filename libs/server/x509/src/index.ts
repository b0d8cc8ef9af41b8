export { type AlternativeName } from './alternative-names.js';
export { type AlternativeNameText, hasAlternativeName, normalizeAlternativeName } from './alternative-name-text.js';
export { type Certificate, largestCertificate, parseCertificate } from './certificate.js';
export { type AuthorityPath, findPath, leadsToAnchor } from './certificate-path.js';
export { publicKeyStrength } from './algorithm.js';
export { assertNotAuthority, assertStrong, assertValidAt, isSelfSigned, isValidAt } from './checks.js';
export { parseEscapedCertificate } from './escaped-certificate.js';
export { jwkThumbprint, publicJwk } from './json-web-key.js';
export { LruCache } from './lru-cache.js';
export { type Name, nameKey, parseName, renderName } from './name.js';
export { parseNameText } from './name-text.js';
export { PathFinder } from './path-finder.js';
export {
  certificateToPem,
  readCertificatePem,
  readCertificatesPem,
  readEscapedCertificate,
  readPublicKeyPem,
} from './pem.js';
export { holdsPrivateKey, isPrivateKeyDer } from './private-key.js';
export { assertClientPurpose, purposeName } from './purpose.js';
export { Revocations } from './revocation.js';
export { readRevocationLists, type RevocationList } from './revocation-list.js';
export { renderSerialNumber } from './serial-number.js';
export { extractSubject, type SubjectSource, subjectSources } from './subject.js';
export { type CertificateSummary, summarize } from './summary.js';
export { sha1, sha256, x5tS256 } from './thumbprint.js';
export { type Authority, readAuthority, TrustStore } from './trust-store.js';
export { X509Error, type X509Reason } from './x509.error.js';
