import { ActionIcon, Autocomplete } from '@mantine/core';
import type { GroupMemberRecord, GroupRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Link } from 'react-router';
import { IfMay } from '../../api/may';
import { Avatar } from '../../components/avatar';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { IconTrash, IconUsers } from '../../components/icons';
import { Pager } from '../../components/pager';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { TwoLines } from '../../components/two-lines';
import { useListQuery } from '../../components/use-list-query';
import { Section } from '../../layout/page';
import { memberPageSize, useAddMember, useFoundPeople, useGroupMembers, useRemoveMember } from '../api/groups.api';

/** Searches for a person by name and adds the chosen one. */
const AddMember = ({ group }: { readonly group: GroupRecord }) => {
  const { t } = useTranslation('administration');
  const [words, setWords] = useState('');
  const { data: found } = useFoundPeople(words.trim());
  const add = useAddMember();
  const people = found?.items ?? [];
  const choose = (username: string): void => {
    const person = people.find((one) => one.username === username);
    if (person === undefined) return;
    add.mutate(
      { groupId: group.id, userId: person.id },
      {
        onSuccess: () => {
          toast(t('groups.added', { name: person.name }));
          setWords('');
        },
      },
    );
  };

  return (
    <>
      <ProblemAlert error={add.error} />
      <Autocomplete
        label={t('groups.add_member')}
        description={t('groups.person_hint')}
        value={words}
        onChange={setWords}
        onOptionSubmit={choose}
        data={people.map(({ username }) => username)}
        filter={({ options }) => options}
        renderOption={({ option }) => (
          <TwoLines
            main={people.find(({ username }) => username === option.value)?.name ?? option.value}
            sub={option.value}
          />
        )}
        maxLength={100}
      />
    </>
  );
};

/** The members of a group. */
export const GroupMembers = ({ group }: { readonly group: GroupRecord }) => {
  const { t } = useTranslation('administration');
  const { page, onPage } = useListQuery();
  const { data: members, error } = useGroupMembers(group.id, page);
  const remove = useRemoveMember();
  const columns: readonly Column<GroupMemberRecord>[] = [
    {
      key: 'name',
      title: t('panel:users.column.name'),
      cell: ({ id, name, username }) => (
        <TwoLines start={<Avatar name={name} />} main={<Link to={`/admin/users/${id}`}>{name}</Link>} sub={username} />
      ),
    },
    {
      key: 'actions',
      title: t('credentials.column.actions'),
      actions: true,
      cell: ({ id, name }) => (
        <IfMay scope="update:groups">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('groups.remove_named', { name })}
            onClick={() =>
              remove.mutate(
                { groupId: group.id, userId: id },
                { onSuccess: () => toast(t('groups.removed', { name })) },
              )
            }
          >
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </IfMay>
      ),
    },
  ];

  return (
    <Section title={t('groups.members')}>
      <IfMay scope="update:groups">
        <AddMember group={group} />
      </IfMay>
      <ProblemAlert error={error ?? remove.error} />
      {!error && (
        <DataTable
          label={t('groups.members')}
          columns={columns}
          rows={members?.items}
          rowKey={({ id }) => id}
          empty={<EmptyState icon={<IconUsers size={20} stroke={1.5} />} title={t('groups.no_members')} text="" />}
        />
      )}
      {members && <Pager page={page} pageSize={memberPageSize} total={members.total} onPage={onPage} />}
    </Section>
  );
};
