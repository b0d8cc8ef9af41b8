import { Button, Menu, Skeleton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { IfMay } from '../../api/may';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { ProblemAlert } from '../../components/problem-alert';
import { RowMenu } from '../../components/row-menu';
import { toast } from '../../components/toast';
import { useOpened } from '../../components/use-opened';
import { Page } from '../../layout/page';
import { useDeleteGroup, useGroup } from '../api/groups.api';
import { GroupForm } from './group-form';
import { GroupMembers } from './group-members';

/** One group and its members. */
export const GroupPage = () => {
  const { t } = useTranslation('administration');
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { data: group, error } = useGroup(id);
  const remove = useDeleteGroup();
  const form = useOpened<'edit'>();
  const [asking, setAsking] = useState(false);
  const back = { to: '/admin/groups', label: t('groups.title') };
  if (!group) {
    return (
      <Page narrow title={t('groups.title')} back={back} error={error}>
        {error ? <ProblemAlert error={error} /> : <Skeleton height={240} />}
      </Page>
    );
  }
  const { name } = group;

  return (
    <Page
      narrow
      title={name}
      description={group.description ?? undefined}
      back={back}
      action={
        <>
          <IfMay scope="update:groups">
            <Button onClick={() => form.open('edit')}>{t('groups.edit')}</Button>
          </IfMay>
          <IfMay scope="delete:groups">
            <RowMenu label={t('groups.more', { name })}>
              <Menu.Item color="red" onClick={() => setAsking(true)}>
                {t('groups.delete')}
              </Menu.Item>
            </RowMenu>
          </IfMay>
        </>
      }
    >
      <GroupMembers group={group} />
      <GroupForm key={form.round} group={group} opened={form.opened !== null} onClose={form.close} />
      <ConfirmDialog
        opened={asking}
        title={t('groups.ask_delete', { name })}
        confirmLabel={t('groups.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(id, {
            onSuccess: () => {
              toast(t('groups.deleted', { name }));
              void navigate(back.to);
            },
          })
        }
        onClose={() => {
          setAsking(false);
          remove.reset();
        }}
      >
        {t('groups.ask_delete_text')}
      </ConfirmDialog>
    </Page>
  );
};
