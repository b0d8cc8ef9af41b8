export { AccountGroups } from './groups/account-groups.service.js';
export {
  AccountClaims,
  accountFacts,
  type AccountFacts,
  type AccountWithClaims,
  type EntryFacts,
  type StandardClaims,
  withClaims,
} from './account-claims.service.js';
export { AwaitedPresentations } from './awaited/awaited-presentation.service.js';
export { AccountConsents } from './account-consents.port.js';
export { type AccountSearch, candidatesOf, searchOf } from './account-search.js';
export { AccountSessions, type EndedSessions, type EndingSessions } from './account-sessions.port.js';
export { accountEntities } from './account-entities.js';
export { AccountEntity } from './account.entity.js';
export { ProfileConditions } from './fields/profile-conditions.service.js';
export { type ReleasedField, ReleasedFields } from './fields/released-fields.service.js';
export { AccountsModule } from './accounts.module.js';
export { AccountIdentifierLookup } from './identifiers/account-identifier-lookup.js';
export { type ExpiringCertificate, ExpiringCertificates } from './identifiers/expiring-certificates.service.js';
export { IdentifierEntity } from './identifiers/identifier.entity.js';
export {
  IdentifierLinks,
  type LinkedIdentifier,
  type LinkProof,
  type NewLink,
} from './identifiers/identifier-links.js';
export { IdentifierRemoval, type Removal } from './identifiers/identifier-removal.js';
export {
  type KeptCertificate,
  mayLearn,
  type ReleasableIdentifier,
  ReleasableIdentifiers,
} from './identifiers/releasable-identifiers.js';
export { UnlinkedCertificates } from './identifiers/unlinked-certificates.js';
export { Renewals } from './identifiers/renewals.js';
export { LinkHandoffs, type ShownForLink } from './link-handoffs.port.js';
export { LinkTickets } from './linking/link-tickets.port.js';
export { type AccountToCreate, type CreationOutcome, NewAccounts } from './new-accounts/new-accounts.service.js';
export { RefreshedAccountDetails } from './new-accounts/refreshed-details.service.js';
export type { AccountSeed, SeedAccount } from './seed/account-seeder.js';
export { seedAccounts } from './seed/seed-accounts.js';
export { proofMark } from './sign-in/proofs.js';
export { KnownBrowsers } from './sign-in/known-browsers.service.js';
export { LastSignIn } from './sign-in/last-sign-in.service.js';
export { SignInFailureEntity } from './sign-in/sign-in-failure.entity.js';
export { SignInFailures } from './sign-in/sign-in-failures.service.js';
export { signInBySubject, type SignInBySubject } from './sign-in/sign-in-by-subject.js';
export { accountProblems } from './accounts.problems.js';
export { type PresentableIdentifier, PresentableIdentifiers } from './identifiers/presentable-identifiers.js';
