import type { ClientRecord, OrganizationRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link } from 'react-router';
import { AddButton } from '../../components/add-button';
import { ApplicationLogo } from '../../components/application-logo';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { IconApplications } from '../../components/icons';
import { Pager } from '../../components/pager';
import { ProblemAlert } from '../../components/problem-alert';
import { SearchBox } from '../../components/search-box';
import { TwoLines } from '../../components/two-lines';
import { useListQuery } from '../../components/use-list-query';
import { When } from '../../components/when';
import { Section } from '../../layout/page';
import { ApplicationsPlace } from '../applications/applications-place';
import { CreateApplication } from '../applications/create-application';
import { useOrganizationClients } from '../api/organizations.api';

/** The applications of an organization. */
export const OrganizationApplicationsTab = ({ organization }: { readonly organization: OrganizationRecord }) => {
  const { t } = useTranslation('administration');
  const list = useListQuery();
  const { data: clients, error } = useOrganizationClients(organization.id, list);
  const [creating, setCreating] = useState(false);
  const address = `/admin/organizations/${organization.id}/applications`;
  const columns: readonly Column<ClientRecord>[] = [
    {
      key: 'name',
      title: t('panel:applications.column.name'),
      cell: ({ client_id, name, accent_color }) => (
        <TwoLines
          start={<ApplicationLogo name={name} color={accent_color} />}
          main={<Link to={`${address}/${encodeURIComponent(client_id)}`}>{name}</Link>}
          sub={<code>{client_id}</code>}
        />
      ),
    },
    {
      key: 'type',
      title: t('panel:applications.column.type'),
      cell: ({ app_type }) => t(`panel:applications.type.${app_type}.name`),
    },
    {
      key: 'updated',
      title: t('panel:applications.column.updated'),
      cell: ({ updated_at }) => <When at={updated_at} />,
    },
  ];

  return (
    <Section
      title={t('organizations.applications')}
      action={
        <AddButton scope="create:clients" onClick={() => setCreating(true)}>
          {t('panel:applications.create')}
        </AddButton>
      }
    >
      <SearchBox label={t('panel:applications.search')} value={list.search} onSearch={list.onSearch} />
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          label={t('organizations.applications')}
          columns={columns}
          rows={clients?.items}
          rowKey={({ client_id }) => client_id}
          empty={
            <EmptyState
              icon={<IconApplications size={20} stroke={1.5} />}
              title={t('panel:applications.none')}
              text={t(list.search ? 'panel:applications.none_found' : 'organizations.no_applications_text')}
            />
          }
        />
      )}
      {clients && <Pager {...list} total={clients.total} />}
      <ApplicationsPlace value={{ path: address, label: organization.name }}>
        <CreateApplication organizationId={organization.id} opened={creating} onClose={() => setCreating(false)} />
      </ApplicationsPlace>
    </Section>
  );
};
