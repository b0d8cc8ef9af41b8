import { Menu } from '@mantine/core';
import type { ResourceServer } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../api/may';
import { Badge } from '../../components/badge';
import { ConfirmDialog } from '../../components/confirm-dialog';
import type { Column } from '../../components/data-table';
import { useDurationText } from '../../components/duration-input';
import { IconApi } from '../../components/icons';
import { RowMenu } from '../../components/row-menu';
import { SearchBox } from '../../components/search-box';
import { useListQuery } from '../../components/use-list-query';
import { toast } from '../../components/toast';
import { TwoLines } from '../../components/two-lines';
import { useLast } from '../../components/use-last';
import { useOpened } from '../../components/use-opened';
import { AddButton } from '../../components/add-button';
import { RecordTable } from '../../components/record-table';
import { Page } from '../../layout/page';
import { useClients } from '../api/applications.api';
import { ApiForm } from './api-form';
import { useApis, useDeleteApi } from '../api/apis.api';

interface Actions {
  readonly onEdit: (api: ResourceServer) => void;
  readonly onDelete: (api: ResourceServer) => void;
}

const useColumns = ({ onEdit, onDelete }: Actions): readonly Column<ResourceServer>[] => {
  const { t } = useTranslation('administration');
  const { data: clients = [] } = useClients();
  const duration = useDurationText();
  const may = useMay();
  const mayEdit = may('update:resource_servers');
  const mayDelete = may('delete:resource_servers');
  return [
    {
      key: 'name',
      title: t('apis.column.name'),
      sortBy: ({ name }) => name,
      cell: ({ name, identifier, built_in }) => (
        <TwoLines
          main={
            <>
              {name}
              {built_in && <Badge>{t('panel:applications.built_in')}</Badge>}
            </>
          }
          sub={<code>{identifier}</code>}
        />
      ),
    },
    {
      key: 'scopes',
      title: t('panel:applications.field.scopes'),
      sortBy: ({ scopes }) => scopes.length,
      cell: ({ scopes }) => t('apis.scopes', { count: scopes.length }),
    },
    {
      key: 'format',
      title: t('apis.column.tokens'),
      cell: ({ access_token_format, access_token_ttl }) =>
        `${t(`apis.format.${access_token_format}.short`)}, ${duration(access_token_ttl)}`,
    },
    {
      key: 'client',
      title: t('apis.column.application'),
      cell: ({ client_id }) =>
        client_id === null ? (
          '–'
        ) : (
          <Link to={`/admin/applications/${encodeURIComponent(client_id)}`}>
            {clients.find((client) => client.client_id === client_id)?.name ?? client_id}
          </Link>
        ),
    },
    {
      key: 'actions',
      title: t('credentials.column.actions'),
      actions: true,
      cell: (api) =>
        !api.built_in &&
        (mayEdit || mayDelete) && (
          <RowMenu label={t('apis.more', { name: api.name })}>
            {mayEdit && <Menu.Item onClick={() => onEdit(api)}>{t('panel:applications.edit')}</Menu.Item>}
            {mayDelete && (
              <Menu.Item color="red" onClick={() => onDelete(api)}>
                {t('credentials.action.delete')}
              </Menu.Item>
            )}
          </RowMenu>
        ),
    },
  ];
};

/** All APIs that tokens are issued for. */
export const ApisPage = () => {
  const { t } = useTranslation('administration');
  const { data: apis, error } = useApis();
  const remove = useDeleteApi();
  const form = useOpened<'form'>();
  const { search, onSearch } = useListQuery();
  const [edited, setEdited] = useState<ResourceServer | null>(null);
  const [deleted, setDeleted] = useState<ResourceServer | null>(null);
  const open = (api: ResourceServer | null): void => {
    setEdited(api);
    form.open('form');
  };
  const asked = useLast(deleted);
  const closeQuestion = (): void => {
    setDeleted(null);
    remove.reset();
  };
  const columns = useColumns({ onEdit: open, onDelete: setDeleted });
  const words = search.toLocaleLowerCase();
  const found = apis?.filter(({ name, identifier }) => `${name} ${identifier}`.toLocaleLowerCase().includes(words));

  return (
    <Page
      title={t('apis.title')}
      description={t('apis.description')}
      action={
        <AddButton scope="create:resource_servers" onClick={() => open(null)}>
          {t('apis.create')}
        </AddButton>
      }
    >
      <SearchBox label={t('apis.search')} value={search} onSearch={onSearch} />
      <RecordTable
        error={error}
        label={t('apis.title')}
        columns={columns}
        rows={found}
        icon={<IconApi size={20} stroke={1.5} />}
        none={t('apis.none')}
        noneText={t(search ? 'panel:applications.none_found' : 'apis.none_text')}
      />
      <ApiForm key={form.round} api={edited} opened={form.opened !== null} onClose={form.close} />
      <ConfirmDialog
        opened={deleted !== null}
        title={t('apis.ask_delete', { name: asked?.name ?? '' })}
        confirmLabel={t('credentials.action.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          deleted &&
          remove.mutate(deleted.id, {
            onSuccess: () => {
              toast(t('apis.deleted', { name: deleted.name }));
              closeQuestion();
            },
          })
        }
        onClose={closeQuestion}
      >
        {t('apis.ask_delete_text')}
      </ConfirmDialog>
    </Page>
  );
};
