import { Button, Menu, NativeSelect } from '@mantine/core';
import type { ClientMember, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useMay } from '../../../api/may';
import { AccountLink } from '../../../components/account-link';
import { Avatar } from '../../../components/avatar';
import { Badge } from '../../../components/badge';
import { type Column, DataTable } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { IconUsers } from '../../../components/icons';
import { ProblemAlert } from '../../../components/problem-alert';
import { RowMenu } from '../../../components/row-menu';
import { SearchBox } from '../../../components/search-box';
import { TwoLines } from '../../../components/two-lines';
import { useSelection } from '../../../components/use-selection';
import { When } from '../../../components/when';
import { Section } from '../../../layout/page';
import { type MemberAction, type MemberFilter, useMembers } from './access.api';
import styles from './access.module.css';
import { AddMember } from './add-member';
import { actionTexts } from './member-actions';
import { MemberQuestion, type AskedMembers } from './member-question';

const filters = ['administrators', 'members', 'others', 'blocked'] as const;

/** What can be done with somebody, by how they stand. */
const actionsFor = ({ role, blockedAt }: ClientMember): readonly MemberAction[] => [
  ...(role === 'member' ? [] : (['member'] as const)),
  ...(role === 'administrator' ? [] : (['administrator'] as const)),
  'end-sessions',
  blockedAt === null ? 'block' : 'unblock',
  'remove',
];

const bulk: readonly MemberAction[] = ['member', 'end-sessions', 'block', 'unblock', 'remove'];

interface MemberListProps {
  readonly client: ClientRecord;
}

export const MemberList = ({ client }: MemberListProps) => {
  const { t } = useTranslation('access');
  const mayEdit = useMay()('update:clients') && !client.built_in;
  const [search, setSearch] = useState('');
  const [show, setShow] = useState<MemberFilter>('');
  const [asked, setAsked] = useState<AskedMembers | null>(null);
  const members = useMembers(client.client_id, search, show);
  const rows = members.data?.pages.flatMap(({ items }) => items);
  const selection = useSelection<ClientMember>(
    ({ id }) => id,
    ({ name }) => name,
  );
  const columns: readonly Column<ClientMember>[] = [
    {
      key: 'name',
      title: t('panel:users.column.name'),
      cell: ({ id, name, username }) => (
        <TwoLines start={<Avatar name={name} />} main={<AccountLink id={id}>{name}</AccountLink>} sub={username} />
      ),
    },
    { key: 'role', title: t('member.role'), cell: (member) => <Standing {...member} /> },
    { key: 'used', title: t('member.last_used'), cell: ({ lastUsedAt }) => <When at={lastUsedAt} /> },
    {
      key: 'permissions',
      title: t('member.permissions'),
      cell: ({ permissions }) => <span className={styles.scopes}>{permissions.join(', ') || '–'}</span>,
    },
    {
      key: 'actions',
      title: t('administration:credentials.column.actions'),
      actions: true,
      cell: (member) =>
        mayEdit && (
          <RowMenu label={t('member.more', { name: member.name })}>
            <Actions actions={actionsFor(member)} onAsk={(action) => setAsked({ action, people: [member] })} />
          </RowMenu>
        ),
    },
  ];

  return (
    <Section title={t('member.title')} description={t('member.description')}>
      {mayEdit && <AddMember client={client} />}
      <div className={styles.tools}>
        <SearchBox label={t('member.search')} value={search} onSearch={setSearch} />
        <NativeSelect
          aria-label={t('member.show')}
          value={show}
          data={[
            { value: '', label: t('member.filter.all') },
            ...filters.map((value) => ({ value, label: t(`member.filter.${value}`) })),
          ]}
          onChange={({ currentTarget }) => setShow(currentTarget.value as MemberFilter)}
        />
        {selection.chosen.length > 0 && (
          <Menu>
            <Menu.Target>
              <Button variant="default">{t('member.chosen', { count: selection.chosen.length })}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Actions actions={bulk} onAsk={(action) => setAsked({ action, people: selection.chosen })} />
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <ProblemAlert error={members.error} />
      {!members.error && (
        <DataTable
          label={t('member.title')}
          columns={columns}
          selection={mayEdit ? selection : undefined}
          rows={rows}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              icon={<IconUsers size={20} stroke={1.5} />}
              title={t('member.none')}
              text={t(search || show ? 'member.none_found' : 'member.none_text')}
            />
          }
        />
      )}
      {members.hasNextPage && (
        <Button
          className={styles.more}
          variant="default"
          loading={members.isFetchingNextPage}
          onClick={() => void members.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
      <MemberQuestion client={client} asked={asked} onDone={selection.clear} onClose={() => setAsked(null)} />
    </Section>
  );
};

const Standing = ({ role, blockedAt }: ClientMember) => {
  const { t } = useTranslation('access');
  if (blockedAt !== null) return <Badge tone="bad">{t('member.blocked')}</Badge>;
  if (role === null) return <span>{t('member.only_used')}</span>;
  return <Badge tone={role === 'administrator' ? 'accent' : 'neutral'}>{t(`member.is_${role}`)}</Badge>;
};

interface ActionsProps {
  readonly actions: readonly MemberAction[];
  readonly onAsk: (action: MemberAction) => void;
}

const Actions = ({ actions, onAsk }: ActionsProps) => {
  const { t } = useTranslation('access');
  return actions.map((action) => (
    <Menu.Item
      key={action}
      color={action === 'block' || action === 'remove' ? 'red' : undefined}
      onClick={() => onAsk(action)}
    >
      {t(`action.${actionTexts[action]}`)}
    </Menu.Item>
  ));
};
