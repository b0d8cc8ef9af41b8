import type { UserRecord } from '@postern/contracts';
import { useMay } from '../../api/may';
import { useMe } from '../../api/me';

/** Same rule as on the server: the scope for users, and only owners may change owners. */
export const useMayChangeUser = (user: Pick<UserRecord, 'role'>, scope: 'update:users' | 'delete:users'): boolean => {
  const may = useMay();
  const { data: me } = useMe();
  return may(scope) && (user.role !== 'owner' || me?.role === 'owner');
};
