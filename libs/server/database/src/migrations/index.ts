import { InitialSchema20261120200000 } from './20261120200000-initial-schema.js';
import { HandoffsWithoutALockOnTheirMethod20261121080000 } from './20261121080000-handoffs-without-a-lock-on-their-method.js';
import { ClientCredentials20261121100000 } from './20261121100000-client-credentials.js';
import { ClientTrustAnchors20261121110000 } from './20261121110000-client-trust-anchors.js';
import { ResourceServers20261121120000 } from './20261121120000-resource-servers.js';
import { Gateway20261121130000 } from './20261121130000-gateway.js';
import { TheFormerBackEndOfAnApi20261128090000 } from './20261128090000-the-former-back-end-of-an-api.js';
import { ProofsEnd20261130040000 } from './20261130040000-proofs-end.js';
import { GroupsAndConfirmedAddresses20261130060000 } from './20261130060000-groups-and-confirmed-addresses.js';
import { RequestNumbersOfEvents20261130100000 } from './20261130100000-request-numbers-of-events.js';
import { PeopleByRoleAndState20261130110000 } from './20261130110000-people-by-role-and-state.js';
import { OneTimePasswords20261130120000 } from './20261130120000-one-time-passwords.js';
import { HoldersAndReasons20261130121000 } from './20261130121000-holders-and-reasons.js';
import { NamesOfEveryLanguage20261130130000 } from './20261130130000-names-of-every-language.js';
import { Sha1Thumbprints20261130140000 } from './20261130140000-sha1-thumbprints.js';
import { Upstreams20261130145000 } from './20261130145000-upstreams.js';
import { SignInMethods20261130150000 } from './20261130150000-sign-in-methods.js';
import { Usernames20261130151000 } from './20261130151000-usernames.js';
import { Identifiers20261130160000 } from './20261130160000-identifiers.js';
import { Revocation20261130170000 } from './20261130170000-revocation.js';
import { TrustAnchorsOfTheGateway20261130171000 } from './20261130171000-trust-anchors-of-the-gateway.js';
import { LevelsOfProofs20261130175000 } from './20261130175000-levels-of-proofs.js';
import { MappingRules20261130180000 } from './20261130180000-mapping-rules.js';
import { InventoryOfCertificates20261130181000 } from './20261130181000-inventory-of-certificates.js';
import { NamesOfBuiltInMethods20261130182000 } from './20261130182000-names-of-built-in-methods.js';
import { FormerCertificates20261130183000 } from './20261130183000-former-certificates.js';
import { ExpiryWarnings20261130184000 } from './20261130184000-expiry-warnings.js';
import { LevelsByRole20261130190000 } from './20261130190000-levels-by-role.js';
import { RenewalGuides20261130191000 } from './20261130191000-renewal-guides.js';
import { ReleasesOfIdentifiers20261130193000 } from './20261130193000-releases-of-identifiers.js';
import { RefusedCertificates20261130200000 } from './20261130200000-refused-certificates.js';
import { NewAccounts20261130203000 } from './20261130203000-new-accounts.js';
import { AwaitedIdentifiers20261130204000 } from './20261130204000-awaited-identifiers.js';
import { UserImports20261130205000 } from './20261130205000-user-imports.js';
import { ReleasesByMethod20261130231000 } from './20261130231000-releases-by-method.js';
import { Organizations20261130232000 } from './20261130232000-organizations.js';
import { CountsOfEvents20261130233000 } from './20261130233000-counts-of-events.js';
import { CountsOfGatewayDecisions20261130233500 } from './20261130233500-counts-of-gateway-decisions.js';
import { ProfileFields20261130235500 } from './20261130235500-profile-fields.js';
import { UnlinkedCertificates20261201000500 } from './20261201000500-unlinked-certificates.js';
import { Appearance20261201001500 } from './20261201001500-appearance.js';
import { ImportsOfAnySize20261201001700 } from './20261201001700-imports-of-any-size.js';
import { PlacementsOfSignInMethods20261201003000 } from './20261201003000-placements-of-sign-in-methods.js';
import { WhoMayEnter20261201004000 } from './20261201004000-who-may-enter.js';
import { SystemSettings20261201020000 } from './20261201020000-system-settings.js';
import { MethodsOfOrganizations20261201030000 } from './20261201030000-methods-of-organizations.js';
import { DomainsOfOrganizations20261201031500 } from './20261201031500-domains-of-organizations.js';
import { CertificateOrigins20261201033000 } from './20261201033000-certificate-origins.js';
import { RequiredIdentifiers20261201034500 } from './20261201034500-required-identifiers.js';

/** In the order they are applied. A migration that was released is never edited; a new one follows it. */
export const migrations = [
  InitialSchema20261120200000,
  HandoffsWithoutALockOnTheirMethod20261121080000,
  ClientCredentials20261121100000,
  ClientTrustAnchors20261121110000,
  ResourceServers20261121120000,
  Gateway20261121130000,
  TheFormerBackEndOfAnApi20261128090000,
  ProofsEnd20261130040000,
  GroupsAndConfirmedAddresses20261130060000,
  RequestNumbersOfEvents20261130100000,
  PeopleByRoleAndState20261130110000,
  OneTimePasswords20261130120000,
  HoldersAndReasons20261130121000,
  NamesOfEveryLanguage20261130130000,
  Sha1Thumbprints20261130140000,
  Upstreams20261130145000,
  SignInMethods20261130150000,
  Usernames20261130151000,
  Identifiers20261130160000,
  Revocation20261130170000,
  TrustAnchorsOfTheGateway20261130171000,
  LevelsOfProofs20261130175000,
  MappingRules20261130180000,
  InventoryOfCertificates20261130181000,
  NamesOfBuiltInMethods20261130182000,
  FormerCertificates20261130183000,
  ExpiryWarnings20261130184000,
  LevelsByRole20261130190000,
  RenewalGuides20261130191000,
  ReleasesOfIdentifiers20261130193000,
  RefusedCertificates20261130200000,
  NewAccounts20261130203000,
  AwaitedIdentifiers20261130204000,
  UserImports20261130205000,
  ReleasesByMethod20261130231000,
  Organizations20261130232000,
  CountsOfEvents20261130233000,
  CountsOfGatewayDecisions20261130233500,
  ProfileFields20261130235500,
  UnlinkedCertificates20261201000500,
  Appearance20261201001500,
  ImportsOfAnySize20261201001700,
  PlacementsOfSignInMethods20261201003000,
  WhoMayEnter20261201004000,
  SystemSettings20261201020000,
  MethodsOfOrganizations20261201030000,
  DomainsOfOrganizations20261201031500,
  CertificateOrigins20261201033000,
  RequiredIdentifiers20261201034500,
] as const;
