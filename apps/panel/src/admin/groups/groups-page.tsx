import type { GroupRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Column } from '../../components/data-table';
import { IconGroups } from '../../components/icons';
import { SearchBox } from '../../components/search-box';
import { TwoLines } from '../../components/two-lines';
import { useOpened } from '../../components/use-opened';
import { AddButton } from '../../components/add-button';
import { RecordTable } from '../../components/record-table';
import { Page } from '../../layout/page';
import { useGroups } from '../api/groups.api';
import { GroupForm } from './group-form';

const useColumns = (): readonly Column<GroupRecord>[] => {
  const { t } = useTranslation('administration');
  return [
    {
      key: 'name',
      title: t('groups.name'),
      sortBy: ({ name }) => name,
      cell: ({ id, name, description }) => (
        <TwoLines main={<Link to={`/admin/groups/${id}`}>{name}</Link>} sub={description} />
      ),
    },
    {
      key: 'members',
      title: t('groups.members'),
      sortBy: ({ memberCount }) => memberCount,
      cell: ({ memberCount }) => memberCount,
    },
  ];
};

/** Groups that administrators manage. */
export const GroupsPage = () => {
  const { t } = useTranslation('administration');
  const { data: groups, error } = useGroups();
  const form = useOpened<'form'>();
  const [search, setSearch] = useState('');
  const columns = useColumns();
  const words = search.toLocaleLowerCase();

  return (
    <Page
      title={t('groups.title')}
      description={t('groups.description')}
      action={
        <AddButton scope="create:groups" onClick={() => form.open('form')}>
          {t('groups.create')}
        </AddButton>
      }
    >
      <SearchBox label={t('groups.search')} value={search} onSearch={setSearch} />
      <RecordTable
        error={error}
        label={t('groups.title')}
        columns={columns}
        rows={groups?.filter(({ name }) => name.toLocaleLowerCase().includes(words))}
        icon={<IconGroups size={20} stroke={1.5} />}
        none={t('groups.none')}
        noneText={t(search ? 'panel:applications.none_found' : 'groups.none_text')}
      />
      <GroupForm key={form.round} group={null} opened={form.opened !== null} onClose={form.close} />
    </Page>
  );
};
