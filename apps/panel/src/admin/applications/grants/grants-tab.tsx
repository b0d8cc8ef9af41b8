import { Button, Menu } from '@mantine/core';
import type { ClientGrant, ClientRecord, ResourceServer } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link } from 'react-router';
import { IfMay, useMay } from '../../../api/may';
import { Badge } from '../../../components/badge';
import { ConfirmDialog } from '../../../components/confirm-dialog';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { IconApi, IconPlus } from '../../../components/icons';
import { ProblemAlert } from '../../../components/problem-alert';
import { RowMenu } from '../../../components/row-menu';
import { toast } from '../../../components/toast';
import { TwoLines } from '../../../components/two-lines';
import { useLast } from '../../../components/use-last';
import { useOpened } from '../../../components/use-opened';
import { Section } from '../../../layout/page';
import { useApis } from '../../api/apis.api';
import { ScopeFacts } from '../settings/scope-facts';
import { GrantForm } from './grant-form';
import styles from './grants.module.css';
import { useDeleteGrant, useGrants } from './grants.api';

interface Row {
  readonly grant: ClientGrant;
  readonly name: string;
}

/**
 * The APIs that an application may call, with which scopes, and whether on behalf of people. Anything not listed is
 * denied.
 */
export const GrantsTab = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  const { data: apis, error: apisError } = useApis();
  const { data: grants, error } = useGrants(client.client_id);
  const may = useMay();
  const mayEdit = may('update:client_grants');
  const mayDelete = may('delete:client_grants');
  const remove = useDeleteGrant();
  const form = useOpened<'form'>();
  const [edited, setEdited] = useState<ClientGrant | null>(null);
  const [deleted, setDeleted] = useState<Row | null>(null);
  const nameOf = (audience: string): string =>
    apis?.find(({ identifier }) => identifier === audience)?.name ?? audience;
  const free = (apis ?? []).filter(
    ({ identifier, built_in }) => !built_in && !grants?.some(({ audience }) => audience === identifier),
  );
  const own: readonly ResourceServer[] = (apis ?? []).filter(({ client_id }) => client_id === client.client_id);

  const open = (grant: ClientGrant | null): void => {
    setEdited(grant);
    form.open('form');
  };
  const asked = useLast(deleted);
  const closeQuestion = (): void => {
    setDeleted(null);
    remove.reset();
  };
  const columns: readonly Column<Row>[] = [
    {
      key: 'api',
      title: t('grants.column.api'),
      sortBy: ({ name }) => name,
      cell: ({ name, grant }) => <TwoLines main={name} sub={<code>{grant.audience}</code>} />,
    },
    {
      key: 'scope',
      title: t('panel:applications.field.scopes'),
      cell: ({ grant }) => <ScopeFacts scopes={grant.scope} />,
    },
    {
      key: 'people',
      title: t('grants.column.people'),
      cell: ({ grant }) =>
        grant.on_behalf_of ? <Badge tone="accent">{t('grants.for_people')}</Badge> : t('panel:applications.no'),
    },
    {
      key: 'actions',
      title: t('credentials.column.actions'),
      actions: true,
      cell: (row) =>
        (mayEdit || mayDelete) && (
          <RowMenu label={t('grants.more', { name: row.name })}>
            {mayEdit && <Menu.Item onClick={() => open(row.grant)}>{t('panel:applications.edit')}</Menu.Item>}
            {mayDelete && (
              <Menu.Item color="red" onClick={() => setDeleted(row)}>
                {t('grants.delete')}
              </Menu.Item>
            )}
          </RowMenu>
        ),
    },
  ];

  return (
    <>
      <ProblemAlert error={error ?? apisError} />
      <Section
        title={t('grants.title')}
        description={t('grants.description')}
        action={
          <IfMay scope="create:client_grants">
            <Button
              leftSection={<IconPlus size={16} stroke={2} aria-hidden />}
              disabled={free.length === 0}
              onClick={() => open(null)}
            >
              {t('grants.add')}
            </Button>
          </IfMay>
        }
      >
        <DataTable
          label={t('grants.title')}
          columns={columns}
          rows={apis && grants?.map((grant) => ({ grant, name: nameOf(grant.audience) }))}
          rowKey={({ grant }) => grant.id}
          empty={
            <EmptyState
              icon={<IconApi size={20} stroke={1.5} />}
              title={t('grants.none')}
              text={free.length > 0 ? t('grants.none_text') : t('grants.no_apis')}
              action={free.length === 0 && <Link to="/admin/apis">{t('grants.to_apis')}</Link>}
            />
          }
        />
        <div className={styles.notes}>
          <p>{t('grants.management')}</p>
          {own.map(({ id, name }) => (
            <p key={id}>{t('grants.is_api', { name })}</p>
          ))}
        </div>
      </Section>
      <GrantForm
        key={form.round}
        client={client}
        grant={edited}
        apis={edited ? (apis ?? []) : free}
        opened={form.opened !== null}
        onClose={form.close}
      />
      <ConfirmDialog
        opened={deleted !== null}
        title={t('grants.ask_delete', { name: asked?.name ?? '' })}
        confirmLabel={t('grants.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          deleted &&
          remove.mutate(deleted.grant.id, {
            onSuccess: () => {
              toast(t('grants.deleted', { name: deleted.name }));
              closeQuestion();
            },
          })
        }
        onClose={closeQuestion}
      >
        {t('grants.ask_delete_text', { name: client.name })}
      </ConfirmDialog>
    </>
  );
};
