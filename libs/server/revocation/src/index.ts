export { FetchWorker } from './fetching/fetch-worker.js';
export { revocationEntities } from './revocation-entities.js';
export { RevocationModule } from './revocation.module.js';
export { CertificateStanding } from './standing/certificate-standing.js';
export { type RevocationMeasure, SourceRecords } from './sources/source-records.js';
export { SessionRecheck } from './standing/session-recheck.js';
export { CertificateSessions, type EndedByCertificate } from './standing/certificate-sessions.port.js';
export { revocationProblems } from './revocation.problems.js';
