import { CertificateEntity } from './certificate.entity.js';
import { ExpirySettingEntity } from './expiry/expiry-setting.entity.js';
import { ExpiryWarningEntity } from './expiry/expiry-warning.entity.js';
import { RenewalGuideEntity } from './renewal/renewal-guide.entity.js';

/** For the composition root's data source. */
export const certificateEntities: readonly (new () => object)[] = [
  CertificateEntity,
  ExpirySettingEntity,
  ExpiryWarningEntity,
  RenewalGuideEntity,
];
