export { HandoffEntity } from './handoffs/handoff.entity.js';
export { RefusedCertificateEntity } from './handoffs/refused-certificate.entity.js';
export { RefusedCertificatesPurge } from './handoffs/refused-certificates.purge.js';
export { InteractionsConfig } from './interactions.config.js';
export { InteractionsModule } from './interactions.module.js';
export { interactionProblems } from './interactions.problems.js';
