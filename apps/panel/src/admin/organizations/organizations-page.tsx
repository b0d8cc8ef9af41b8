import type { OrganizationRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Link, useNavigate } from 'react-router';
import { AddButton } from '../../components/add-button';
import { Badge } from '../../components/badge';
import type { Column } from '../../components/data-table';
import { IconOrganizations } from '../../components/icons';
import { Pager } from '../../components/pager';
import { RecordTable } from '../../components/record-table';
import { SearchBox } from '../../components/search-box';
import { toast } from '../../components/toast';
import { TwoLines } from '../../components/two-lines';
import { useListQuery } from '../../components/use-list-query';
import { useOpened } from '../../components/use-opened';
import { Page } from '../../layout/page';
import { OrganizationForm } from './organization-form';
import { useOrganizations } from '../api/organizations.api';

const useColumns = (): readonly Column<OrganizationRecord>[] => {
  const { t } = useTranslation('administration');
  return [
    {
      key: 'name',
      title: t('organizations.name'),
      cell: ({ id, name, slug }) => (
        <TwoLines main={<Link to={`/admin/organizations/${id}`}>{name}</Link>} sub={<code>{slug}</code>} />
      ),
    },
    {
      key: 'status',
      title: t('organizations.state'),
      cell: ({ status }) => (
        <Badge tone={status === 'active' ? 'good' : 'bad'}>{t(`organizations.status.${status}`)}</Badge>
      ),
    },
    { key: 'members', title: t('organizations.members'), cell: ({ memberCount }) => memberCount },
    { key: 'applications', title: t('organizations.applications'), cell: ({ applicationCount }) => applicationCount },
  ];
};

/** All organizations, for administrators of the system. */
export const OrganizationsPage = () => {
  const { t } = useTranslation('administration');
  const list = useListQuery();
  const { data: organizations, error } = useOrganizations(list);
  const form = useOpened<'form'>();
  const navigate = useNavigate();

  return (
    <Page
      title={t('organizations.title')}
      description={t('organizations.description')}
      action={
        <AddButton scope="create:organizations" onClick={() => form.open('form')}>
          {t('organizations.create')}
        </AddButton>
      }
    >
      <SearchBox label={t('organizations.search')} value={list.search} onSearch={list.onSearch} />
      <RecordTable
        error={error}
        label={t('organizations.title')}
        columns={useColumns()}
        rows={organizations?.items}
        icon={<IconOrganizations size={20} stroke={1.5} />}
        none={t('organizations.none')}
        noneText={t(list.search ? 'panel:applications.none_found' : 'organizations.none_text')}
      />
      {organizations && <Pager {...list} total={organizations.total} />}
      <OrganizationForm
        key={form.round}
        organization={null}
        opened={form.opened !== null}
        onClose={form.close}
        onDone={({ id, name }) => {
          toast(t('organizations.created', { name }));
          void navigate(`/admin/organizations/${id}`);
        }}
      />
    </Page>
  );
};
