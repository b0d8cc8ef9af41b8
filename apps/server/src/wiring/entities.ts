import { accessEntities } from '@postern/access';
import { accountEntities } from '@postern/accounts';
import { AuditCountEntity, AuditEventEntity, AuditTallyEntity } from '@postern/audit';
import { AppearanceEntity, PictureEntity } from '@postern/appearance';
import { CertificateOriginsStateEntity } from '@postern/certificate-origins';
import { certificateEntities } from '@postern/certificates';
import { clientEntities } from '@postern/clients';
import { gatewayEntities } from '@postern/gateway';
import { HandoffEntity, RefusedCertificateEntity } from '@postern/interactions';
import {
  IdentifierReleaseEntity,
  IdentifierReminderEntity,
  OidcArtifactEntity,
  PairwiseSecretEntity,
  SigningKeyEntity,
} from '@postern/oidc';
import { organizationEntities } from '@postern/organizations';
import { revocationEntities } from '@postern/revocation';
import { SystemSettingsEntity } from '@postern/settings';
import { signInMethodEntities } from '@postern/sign-in-methods';

/** Every table of the server; a test compares them with the migrations. */
export const entities: readonly (new () => object)[] = [
  ...accessEntities,
  ...accountEntities,
  AuditCountEntity,
  AppearanceEntity,
  PictureEntity,
  AuditEventEntity,
  AuditTallyEntity,
  CertificateOriginsStateEntity,
  ...certificateEntities,
  ...clientEntities,
  ...gatewayEntities,
  HandoffEntity,
  IdentifierReleaseEntity,
  IdentifierReminderEntity,
  RefusedCertificateEntity,
  OidcArtifactEntity,
  PairwiseSecretEntity,
  ...organizationEntities,
  ...revocationEntities,
  SigningKeyEntity,
  SystemSettingsEntity,
  ...signInMethodEntities,
];
