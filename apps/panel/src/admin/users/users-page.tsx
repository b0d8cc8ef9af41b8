import { Button } from '@mantine/core';
import { userSortings } from '@postern/contracts';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link } from 'react-router';
import { IfMay, useMay } from '../../api/may';
import { Avatar } from '../../components/avatar';
import { Badge } from '../../components/badge';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { IconPlus, IconUsers } from '../../components/icons';
import { Pager } from '../../components/pager';
import { ProblemAlert } from '../../components/problem-alert';
import { TwoLines } from '../../components/two-lines';
import { useListQuery } from '../../components/use-list-query';
import { When } from '../../components/when';
import { useColumnChoice } from '../../components/column-choice';
import listStyles from '../../components/lists.module.css';
import { SavedViews } from '../../components/saved-views';
import { useSelection } from '../../components/use-selection';
import { Page } from '../../layout/page';
import { BulkBar } from './bulk/bulk-bar';
import { CreateUser } from './create-user';
import { readUserFilter, UserFilters } from './user-filters';
import styles from './users.module.css';
import { useUsers } from './users.api';
import { ExpiringCertificatesNotice } from '../inventory/expiring-certificates-notice';

const useColumns = (): readonly Column<UserRecord>[] => {
  const { t } = useTranslation('panel');
  return [
    {
      key: 'name',
      title: t('users.column.name'),
      sortable: true,
      cell: ({ id, name }) => (
        <TwoLines start={<Avatar name={name} />} main={<Link to={`/admin/users/${id}`}>{name}</Link>} />
      ),
    },
    {
      key: 'username',
      title: t('users.field.username'),
      sortable: true,
      cell: ({ username }) => (
        <span className={styles.username} title={username}>
          {username}
        </span>
      ),
    },
    {
      key: 'email',
      title: t('users.column.email'),
      cell: ({ email }) => <span className={styles.loose}>{email ?? '–'}</span>,
    },
    { key: 'role', title: t('users.column.role'), cell: ({ role }) => t(`role.${role}`) },
    {
      key: 'status',
      title: t('users.column.status'),
      cell: ({ status }) => <Badge tone={status === 'active' ? 'good' : 'bad'}>{t(`users.status.${status}`)}</Badge>,
    },
    { key: 'identifiers', title: t('users.column.identifiers'), cell: ({ identifierCount }) => identifierCount },
    {
      key: 'last_sign_in',
      title: t('users.column.last_sign_in'),
      sortable: true,
      cell: ({ lastSignInAt }) => <When at={lastSignInAt} />,
    },
  ];
};

/** All accounts. Search text, filters and page are kept in the URL, so that Back returns to them. */
export const UsersPage = () => {
  const { t } = useTranslation('panel');
  const list = useListQuery();
  const { search, page, pageSize } = list;
  const filter = readUserFilter(list.get);
  const sort = userSortings.find((one) => one === list.get('sort')) ?? 'username';
  const { data: users, error } = useUsers({ ...filter, search: search || undefined, page, pageSize, sort });
  const narrowed = search !== '' || Object.values(filter).some(Boolean);
  const [creating, setCreating] = useState(false);
  const columns = useColumnChoice('users', useColumns());
  const selection = useSelection<UserRecord>(
    ({ id }) => id,
    ({ name }) => name,
  );
  const mayChange = useMay()('update:users');

  return (
    <Page
      title={t('users.title')}
      description={t('users.description')}
      action={
        <IfMay scope="create:users">
          <Button component={Link} to="/admin/users/import" variant="default">
            {t('administration:import.open')}
          </Button>
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => setCreating(true)}>
            {t('users.create')}
          </Button>
        </IfMay>
      }
    >
      <ExpiringCertificatesNotice use="person" />
      <UserFilters list={list} filter={filter} />
      <div className={listStyles.tools}>
        <SavedViews list="users" />
        {columns.menu}
      </div>
      <BulkBar selection={selection} />
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          label={t('users.title')}
          columns={columns.shown}
          selection={mayChange ? selection : undefined}
          rows={users?.items}
          rowKey={({ id }) => id}
          order={{ key: sort.replace('-', ''), descending: sort.startsWith('-') }}
          onOrder={({ key, descending }) => list.show({ sort: descending ? `-${key}` : key })}
          empty={
            <EmptyState
              icon={<IconUsers size={20} stroke={1.5} />}
              title={t('users.nobody')}
              text={t(narrowed ? 'users.nobody_found' : 'users.nobody_text')}
            />
          }
        />
      )}
      {users && <Pager {...list} total={users.total} />}
      <CreateUser opened={creating} onClose={() => setCreating(false)} />
    </Page>
  );
};
