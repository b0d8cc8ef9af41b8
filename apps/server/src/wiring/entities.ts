import { accountEntities } from '@postern/accounts';
import { AuditEventEntity } from '@postern/audit';
import { Certificate } from '@postern/certificates';
import { clientEntities } from '@postern/clients';
import { gatewayEntities } from '@postern/gateway';
import { Handoff } from '@postern/interactions';
import { OidcArtifact, SigningKey } from '@postern/oidc';
import { SignInMethodEntity } from '@postern/sign-in-methods';

/** Every table of the server; a test holds them against the migrations. */
export const entities: readonly (new () => object)[] = [
  ...accountEntities,
  AuditEventEntity,
  Certificate,
  ...clientEntities,
  ...gatewayEntities,
  Handoff,
  OidcArtifact,
  SigningKey,
  SignInMethodEntity,
];
