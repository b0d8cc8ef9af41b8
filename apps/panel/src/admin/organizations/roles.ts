import { organizationRoles } from '@postern/contracts';
import type { OrganizationRole } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../api/may';

interface RoleChoice {
  readonly value: OrganizationRole;
  readonly label: string;
}

/** Roles that the person can give in the organization: managers of it give all but owner. */
export const useRoleChoices = (): readonly RoleChoice[] => {
  const { t } = useTranslation('administration');
  const mayMakeOwners = useMay()('delete:organizations');
  return organizationRoles
    .filter((role) => role !== 'owner' || mayMakeOwners)
    .toReversed()
    .map((role) => ({ value: role, label: t(`organizations.role.${role}`) }));
};
