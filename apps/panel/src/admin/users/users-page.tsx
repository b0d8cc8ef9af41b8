import { Button } from '@mantine/core';
import { userSortings } from '@postern/contracts';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { IfMay } from '../../api/may';
import { Avatar } from '../../components/avatar';
import { Badge } from '../../components/badge';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { IconPlus, IconUsers } from '../../components/icons';
import { Pager } from '../../components/pager';
import { ProblemAlert } from '../../components/problem-alert';
import { SearchBox } from '../../components/search-box';
import { TwoLines } from '../../components/two-lines';
import { When } from '../../components/when';
import { Page } from '../../layout/page';
import { CreateUser } from './create-user';
import styles from './users.module.css';
import { pageSize, useUsers } from './users.api';

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
      key: 'login',
      title: t('users.field.login'),
      sortable: true,
      cell: ({ login }) => <span className={styles.loose}>{login}</span>,
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

/** Everybody with an account. Search and page are in the address, so that Back leads to where one was. */
export const UsersPage = () => {
  const { t } = useTranslation('panel');
  const [query, setQuery] = useSearchParams();
  const search = query.get('search') ?? '';
  const page = Number(query.get('page') ?? 0);
  const sort = userSortings.find((one) => one === query.get('sort')) ?? 'login';
  const { data: users, error } = useUsers(search, page, sort);
  const [creating, setCreating] = useState(false);
  const columns = useColumns();
  const show = (next: Record<string, string>): void => {
    const wanted = Object.entries({ search, ...(sort === 'login' ? {} : { sort }), ...next });
    setQuery(Object.fromEntries(wanted.filter(([, value]) => value !== '')), { replace: next['page'] === undefined });
  };

  return (
    <Page
      title={t('users.title')}
      description={t('users.description')}
      action={
        <IfMay scope="create:users">
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => setCreating(true)}>
            {t('users.create')}
          </Button>
        </IfMay>
      }
    >
      <SearchBox
        label={t('users.search')}
        value={search}
        onSearch={(words) => words !== search && show({ search: words })}
      />
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          label={t('users.title')}
          columns={columns}
          rows={users?.items}
          rowKey={({ id }) => id}
          order={{ key: sort.replace('-', ''), descending: sort.startsWith('-') }}
          onOrder={({ key, descending }) => show({ sort: descending ? `-${key}` : key })}
          empty={
            <EmptyState
              icon={<IconUsers size={20} stroke={1.5} />}
              title={t('users.nobody')}
              text={t(search ? 'users.nobody_found' : 'users.nobody_text')}
            />
          }
        />
      )}
      {users && (
        <Pager page={page} pageSize={pageSize} total={users.total} onPage={(next) => show({ page: String(next) })} />
      )}
      <CreateUser opened={creating} onClose={() => setCreating(false)} />
    </Page>
  );
};
