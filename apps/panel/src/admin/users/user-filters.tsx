import { NativeSelect } from '@mantine/core';
import { roles } from '@postern/contracts';
import type { UserFilter } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { SearchBox } from '../../components/search-box';
import type { useListQuery } from '../../components/use-list-query';
import styles from './users.module.css';

const statuses = ['active', 'blocked'] as const;
const identifiers = ['none', 'some'] as const;
const among = <T extends string>(values: readonly T[], text: string): T | undefined =>
  values.find((one) => one === text);

/** The filter from the URL; an unknown value means no filter. */
export const readUserFilter = (get: (name: string) => string): UserFilter => ({
  role: among(roles, get('role')),
  status: among(statuses, get('status')),
  identifiers: among(identifiers, get('identifiers')),
});

export interface UserFiltersProps {
  readonly list: Pick<ReturnType<typeof useListQuery>, 'search' | 'onSearch' | 'show'>;
  readonly filter: UserFilter;
}

/** Filters of the user list, applied by the server. */
export const UserFilters = ({ list, filter }: UserFiltersProps) => {
  const { t } = useTranslation('panel');
  const choice = (name: keyof UserFilter, label: string, every: string, data: { value: string; label: string }[]) => (
    <NativeSelect
      aria-label={label}
      value={filter[name] ?? ''}
      data={[{ value: '', label: every }, ...data]}
      onChange={({ currentTarget }) => list.show({ [name]: currentTarget.value })}
    />
  );
  return (
    <div className={styles.filters} role="search" aria-label={t('users.filter.label')}>
      <SearchBox label={t('users.search')} value={list.search} onSearch={list.onSearch} />
      {choice(
        'role',
        t('users.column.role'),
        t('users.filter.every_role'),
        roles.map((value) => ({ value, label: t(`role.${value}`) })),
      )}
      {choice(
        'status',
        t('users.column.status'),
        t('users.filter.every_status'),
        statuses.map((value) => ({ value, label: t(`users.status.${value}`) })),
      )}
      {choice(
        'identifiers',
        t('users.column.identifiers'),
        t('users.filter.any_identifiers'),
        identifiers.map((value) => ({ value, label: t(`users.filter.identifiers.${value}`) })),
      )}
    </div>
  );
};
