import { MultiSelect, Skeleton } from '@mantine/core';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { useMay } from '../../api/may';
import { ProblemAlert } from '../../components/problem-alert';
import { Section } from '../../layout/page';
import styles from './users.module.css';
import { useAddMember, useGroups, useRemoveMember, useUserGroups } from '../api/groups.api';

/** The groups of a person; changes take effect at once. */
export const UserGroups = ({ user }: { readonly user: UserRecord }) => {
  const { t } = useTranslation('administration');
  const { data: all, error } = useGroups();
  const { data: own, error: notRead } = useUserGroups(user.id);
  const mayChange = useMay()('update:groups');
  const add = useAddMember();
  const remove = useRemoveMember();
  const ids = own?.map(({ id }) => id) ?? [];
  const choose = (chosen: readonly string[]): void => {
    for (const groupId of chosen) if (!ids.includes(groupId)) add.mutate({ groupId, userId: user.id });
    for (const groupId of ids) if (!chosen.includes(groupId)) remove.mutate({ groupId, userId: user.id });
  };

  return (
    <Section title={t('groups.of_user')}>
      <ProblemAlert error={error ?? notRead ?? add.error ?? remove.error} />
      {own && !mayChange && (
        <p className={styles.quiet}>
          {own.length === 0
            ? t('groups.of_user_none')
            : own.map(({ id, name }, index) => (
                <span key={id}>
                  {index > 0 && ', '}
                  <Link to={`/admin/groups/${id}`}>{name}</Link>
                </span>
              ))}
        </p>
      )}
      {mayChange && all && own && (
        <MultiSelect
          aria-label={t('groups.of_user')}
          placeholder={ids.length === 0 ? t('groups.of_user_none') : undefined}
          data={all.map(({ id, name }) => ({ value: id, label: name }))}
          value={ids}
          onChange={choose}
          disabled={add.isPending || remove.isPending}
          searchable
        />
      )}
      {!(own && (all || !mayChange)) && <Skeleton height={36} />}
    </Section>
  );
};
