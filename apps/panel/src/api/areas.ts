import type { ManagementScope } from '@postern/contracts';
import { useMay } from './may';

/** Areas of the administration by the first segment of their path, with the scope that may read each. */
export const areas = {
  users: 'read:users',
  groups: 'read:groups',
  fields: 'read:profile_fields',
  organizations: 'read:organizations',
  applications: 'read:clients',
  apis: 'read:resource_servers',
  gateway: 'read:gateway',
  events: 'read:audit_events',
  'sign-in-methods': 'read:sign_in_methods',
  appearance: 'read:appearance',
  'trust-anchors': 'read:tenant_settings',
  settings: 'read:tenant_settings',
  revocation: 'read:revocation',
  certificates: 'read:certificates',
} as const satisfies Readonly<Record<string, ManagementScope>>;

export type Area = keyof typeof areas;
export const areaNames = Object.keys(areas) as readonly Area[];

/** Whether the person may read any area. */
export const useAdministers = (): boolean => {
  const may = useMay();
  return areaNames.some((area) => may(areas[area]));
};
