import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link } from 'react-router';
import { ApplicationLogo } from '../../components/application-logo';
import { Badge } from '../../components/badge';
import { useColumnChoice } from '../../components/column-choice';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { IconApplications } from '../../components/icons';
import listStyles from '../../components/lists.module.css';
import { ProblemAlert } from '../../components/problem-alert';
import { SavedViews } from '../../components/saved-views';
import { SearchBox } from '../../components/search-box';
import { useListQuery } from '../../components/use-list-query';
import { TwoLines } from '../../components/two-lines';
import { When } from '../../components/when';
import { AddButton } from '../../components/add-button';
import { Page } from '../../layout/page';
import styles from './applications.module.css';
import { useClients } from '../api/applications.api';
import { CreateApplication } from './create-application';
import { useExpiringCredentials } from './credentials/credentials.api';
import { ApplicationsExpiryNotice } from './credentials/expiry-notice';

const useColumns = (): readonly Column<ClientRecord>[] => {
  const { t } = useTranslation('panel');
  return [
    {
      key: 'name',
      title: t('applications.column.name'),
      sortBy: ({ name }) => name,
      cell: (client) => (
        <TwoLines
          start={<ApplicationLogo name={client.name} color={client.accent_color} />}
          main={
            <>
              <Link to={`/admin/applications/${encodeURIComponent(client.client_id)}`}>{client.name}</Link>
              {client.first_party && <Badge>{t('applications.first_party')}</Badge>}
              {client.built_in && <Badge>{t('applications.built_in')}</Badge>}
            </>
          }
          sub={<code>{client.client_id}</code>}
        />
      ),
    },
    {
      key: 'type',
      title: t('applications.column.type'),
      sortBy: ({ app_type }) => app_type,
      cell: ({ app_type }) => t(`applications.type.${app_type}.name`),
    },
    {
      key: 'redirect',
      title: t('applications.column.redirect'),
      cell: ({ redirect_uris: [first, ...others] }) => (
        <span className={styles.address}>
          {first ?? '–'}
          {others.length > 0 && <Badge>+{others.length}</Badge>}
        </span>
      ),
    },
    {
      key: 'updated',
      title: t('applications.column.updated'),
      sortBy: ({ updated_at }) => updated_at,
      cell: ({ updated_at }) => <When at={updated_at} />,
    },
  ];
};

/** All applications that people can sign in to. */
export const ApplicationsPage = () => {
  const { t } = useTranslation('panel');
  const { data: clients, error } = useClients();
  const { data: expiring = [] } = useExpiringCredentials();
  const { search, onSearch } = useListQuery();
  const [creating, setCreating] = useState(false);
  const columns = useColumnChoice('applications', useColumns());
  const words = search.toLocaleLowerCase();
  const found = clients?.filter(({ name, client_id }) => `${name} ${client_id}`.toLocaleLowerCase().includes(words));
  const create = (
    <AddButton scope="create:clients" onClick={() => setCreating(true)}>
      {t('applications.create')}
    </AddButton>
  );

  return (
    <Page title={t('applications.title')} description={t('applications.description')} action={create}>
      <ApplicationsExpiryNotice credentials={expiring} />
      <SearchBox label={t('applications.search')} value={search} onSearch={onSearch} />
      <div className={listStyles.tools}>
        <SavedViews list="applications" />
        {columns.menu}
      </div>
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          label={t('applications.title')}
          columns={columns.shown}
          rows={found}
          rowKey={({ client_id }) => client_id}
          empty={
            <EmptyState
              icon={<IconApplications size={20} stroke={1.5} />}
              title={t('applications.none')}
              text={t(search ? 'applications.none_found' : 'applications.none_text')}
            />
          }
        />
      )}
      <CreateApplication opened={creating} onClose={() => setCreating(false)} />
    </Page>
  );
};
