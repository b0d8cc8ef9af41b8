export { type AlternativeName } from './names/alternative-names.js';
export {
  type AlternativeNameText,
  hasAlternativeName,
  normalizeAlternativeName,
} from './certificate/alternative-name-text.js';
export { type Certificate, largestCertificate, parseCertificate } from './certificate/certificate.js';
export { authorityKey } from './path/authority-key.js';
export { keyUsages, type KeyUsageName } from './certificate/extensions.js';
export {
  type AlternativeNameKind,
  alternativeNameValues,
  type HolderValues,
  otherNameValues,
  subjectMatch,
  subjectTexts,
  subjectValues,
} from './certificate/holder-values.js';
export { type AuthorityPath, findPath, leadsToAnchor } from './path/certificate-path.js';
export { type PathSettings, validatePath, type ValidPath } from './path/validate-path.js';
export { readPublicKey } from './certificate/public-key-text.js';
export { publicKeyStrength } from './certificate/public-key.js';
export {
  type AlgorithmChoice,
  assertNotAuthority,
  assertStrong,
  assertValidAt,
  isSelfSigned,
  isValidAt,
} from './certificate/checks.js';
export { readCertificate, readCertificates } from './certificate/certificate-reading.js';
export { plainText } from './certificate/certificate-text.js';
export { parseEscapedCertificate } from './certificate/escaped-certificate.js';
export { jwkThumbprint, publicJwk } from './certificate/json-web-key.js';
export { readAttributeType } from './names/attribute-types.js';
export { identityKey, type Name, nameKey, parseName, renderName } from './names/name.js';
export { parseNameText } from './names/name-text.js';
export { PathFinder } from './path/path-finder.js';
export {
  certificateToPem,
  readCertificatePem,
  readCertificatesPem,
  readEscapedCertificate,
} from './certificate/pem.js';
export { holdsPrivateKey, isPrivateKeyDer, withoutPublicKey } from './der/private-key.js';
export { assertClientPurpose, assertSigns, hasPurpose, purposeName, readPurpose } from './certificate/purpose.js';
export { type RevocationSources, Revocations, type UnreadableList } from './revocation/revocation.js';
export {
  listInMemory,
  readRevocationLists,
  RevocationList,
  type SignatureCheck,
} from './revocation/configured-list.js';
export { guessIssuer, type ListFile, readListFile } from './revocation/list-file.js';
export { ocspRequest, type OcspRequest } from './revocation/ocsp-request.js';
export { type OcspAnswer, type OcspQuestion, readOcspResponse } from './revocation/ocsp-response.js';
export { reasonName } from './revocation/reason.js';
export { type RevocationPointers, revocationPointersOf } from './revocation/pointers.js';
export { type EntryTable } from './revocation/entry-table.js';
export { shortEntries } from './revocation/revoked-entries.js';
export { type ListContent, type ParsedList } from './revocation/revocation-list.js';
export {
  authorityPathOf,
  type RevocationProblems,
  revocationProblems,
  unusedLists,
} from './revocation/revocation-problems.js';
export { type Signed, verifySignature } from './certificate/signature.js';
export { type CertificateNumbers, certificateNumbers, readHexadecimal, readSerialNumber } from './der/hexadecimal.js';
export { renderSerialNumber } from './der/serial-number.js';
export { extractSubject, type SubjectSource, subjectSources } from './path/subject.js';
export { type CertificateSummary, summarize } from './certificate/summary.js';
export { sha1, sha256, x5tS256 } from './certificate/thumbprint.js';
export { type Authority, readAuthority, TrustStore } from './path/trust-store.js';
export { X509Error, type X509Reason } from './x509.error.js';
