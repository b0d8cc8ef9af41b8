import type { UserRecord } from '@postern/contracts';
import { useMay } from '../../api/may';
import { useMe } from '../../api/me';

/** As the server judges: a scope for people at large, and only owners change owners. */
export const useMayChangeUser = (user: Pick<UserRecord, 'role'>, scope: 'update:users' | 'delete:users'): boolean => {
  const may = useMay();
  const { data: me } = useMe();
  return may(scope) && (user.role !== 'owner' || me?.role === 'owner');
};
