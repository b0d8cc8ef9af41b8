import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import type { MembershipRecord, OrganizationRecord, OrganizationRole } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay, useMay } from '../../api/may';
import { AccountLink } from '../../components/account-link';
import { Avatar } from '../../components/avatar';
import { ConfirmDialog } from '../../components/confirm-dialog';
import type { Column } from '../../components/data-table';
import { IconPlus, IconTrash, IconUsers } from '../../components/icons';
import { Pager } from '../../components/pager';
import { ProblemAlert } from '../../components/problem-alert';
import { RecordTable } from '../../components/record-table';
import { SearchBox } from '../../components/search-box';
import { toast } from '../../components/toast';
import { TwoLines } from '../../components/two-lines';
import { useListQuery } from '../../components/use-list-query';
import { useOpened } from '../../components/use-opened';
import { When } from '../../components/when';
import { Section } from '../../layout/page';
import { AddMember } from './add-member';
import { useChangeRole, useMembers, useRemoveMember } from '../api/organizations.api';
import { useRoleChoices } from './roles';

/** The members of an organization and their roles there. */
export const MembersTab = ({ organization }: { readonly organization: OrganizationRecord }) => {
  const { t } = useTranslation('administration');
  const list = useListQuery();
  const { data: members, error } = useMembers(organization.id, list);
  const form = useOpened<'add'>();
  const change = useChangeRole(organization.id);
  const remove = useRemoveMember(organization.id);
  const [leaving, setLeaving] = useState<MembershipRecord | null>(null);
  const choices = useRoleChoices();
  const may = useMay();
  const isChangeable = (role: OrganizationRole): boolean =>
    may('update:organizations') && choices.some(({ value }) => value === role);
  const close = (): void => {
    setLeaving(null);
    remove.reset();
  };

  const columns: readonly Column<MembershipRecord>[] = [
    {
      key: 'name',
      title: t('panel:users.column.name'),
      cell: ({ id, name, username }) => (
        <TwoLines start={<Avatar name={name} />} main={<AccountLink id={id}>{name}</AccountLink>} sub={username} />
      ),
    },
    {
      key: 'role',
      title: t('organizations.role_label'),
      cell: ({ id, name, role }) =>
        isChangeable(role) ? (
          <NativeSelect
            size="xs"
            aria-label={t('organizations.role_of', { name })}
            value={role}
            data={choices}
            onChange={({ currentTarget }) => {
              const to = choices.find(({ value }) => value === currentTarget.value);
              if (to === undefined) return;
              change.mutate(
                { member: id, role: to.value },
                { onSuccess: () => toast(t('organizations.role_changed', { name, role: to.label })) },
              );
            }}
          />
        ) : (
          t(`organizations.role.${role}`)
        ),
    },
    { key: 'since', title: t('organizations.since'), cell: ({ since }) => <When at={since} /> },
    {
      key: 'actions',
      title: t('credentials.column.actions'),
      actions: true,
      cell: (member) =>
        isChangeable(member.role) && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('organizations.remove_named', { name: member.name })}
            onClick={() => setLeaving(member)}
          >
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        ),
    },
  ];

  return (
    <Section
      title={t('organizations.members')}
      action={
        <IfMay scope="update:organizations">
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => form.open('add')}>
            {t('organizations.add_member')}
          </Button>
        </IfMay>
      }
    >
      <SearchBox label={t('organizations.search_members')} value={list.search} onSearch={list.onSearch} />
      <ProblemAlert error={change.error} />
      <RecordTable
        error={error}
        label={t('organizations.members')}
        columns={columns}
        rows={members?.items}
        icon={<IconUsers size={20} stroke={1.5} />}
        none={t('organizations.no_members')}
        noneText={t(list.search ? 'panel:users.nobody_found' : 'organizations.no_members_text')}
      />
      {members && <Pager {...list} total={members.total} />}
      <AddMember key={form.round} organization={organization} opened={form.opened !== null} onClose={form.close} />
      <ConfirmDialog
        opened={leaving !== null}
        title={t('organizations.ask_remove', { name: leaving?.name ?? '' })}
        confirmLabel={t('organizations.remove')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => {
          if (leaving === null) return;
          const { id, name } = leaving;
          remove.mutate(id, {
            onSuccess: () => {
              toast(t('organizations.removed', { name }));
              close();
            },
          });
        }}
        onClose={close}
      >
        {t('organizations.ask_remove_text')}
      </ConfirmDialog>
    </Section>
  );
};
