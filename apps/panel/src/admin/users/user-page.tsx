import { Button, Menu, Skeleton } from '@mantine/core';
import type { UserRecord } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import { ProblemAlert } from '../../components/problem-alert';
import { RowMenu } from '../../components/row-menu';
import { useOpened } from '../../components/use-opened';
import { When } from '../../components/when';
import { Page } from '../../layout/page';
import { AwaitedIdentifiers } from './awaited-identifiers';
import { EditUser } from './edit-user';
import { useMayChangeUser } from './use-may-change';
import { UserDanger } from './user-danger';
import type { UserAction } from './user-danger';
import { UserFields } from './user-fields';
import { UserGroups } from './user-groups';
import { UserIdentifiers } from './user-identifiers';
import { UserSessions } from './user-sessions';
import { useUser } from './users.api';

const UserFacts = ({ user }: { readonly user: UserRecord }) => {
  const { t } = useTranslation('panel');
  const date = useDateText();
  return (
    <Facts
      facts={[
        [t('users.field.username'), user.username],
        [
          t('users.field.email'),
          user.email && (
            <>
              {user.email}{' '}
              <Badge tone={user.emailVerified ? 'good' : undefined}>
                {t(user.emailVerified ? 'users.email_confirmed' : 'users.email_unconfirmed')}
              </Badge>
            </>
          ),
        ],
        [t('users.field.role'), t(`role.${user.role}`)],
        [t('users.column.last_sign_in'), <When at={user.lastSignInAt} />],
        [t('users.created_at'), date(user.createdAt)],
      ]}
    />
  );
};

interface ActionsProps {
  readonly user: UserRecord;
  readonly onEdit: () => void;
  readonly onAction: (action: UserAction) => void;
}

const Actions = ({ user, onEdit, onAction }: ActionsProps) => {
  const { t } = useTranslation('panel');
  const mayUpdate = useMayChangeUser(user, 'update:users');
  const mayDelete = useMayChangeUser(user, 'delete:users');
  const status = user.status === 'blocked' ? 'unblock' : 'block';
  return (
    <>
      {mayUpdate && <Button onClick={onEdit}>{t('users.edit')}</Button>}
      {(mayUpdate || mayDelete) && (
        <RowMenu label={t('users.more', { name: user.name })}>
          {mayUpdate && <Menu.Item onClick={() => onAction('password')}>{t('users.action.password')}</Menu.Item>}
          {mayUpdate && <Menu.Item onClick={() => onAction(status)}>{t(`users.action.${status}`)}</Menu.Item>}
          {mayDelete && (
            <Menu.Item color="red" onClick={() => onAction('delete')}>
              {t('users.action.delete')}
            </Menu.Item>
          )}
        </RowMenu>
      )}
    </>
  );
};

/** One account: its profile, its identifiers and its sessions. */
export const UserPage = () => {
  const { t } = useTranslation('panel');
  const { id = '' } = useParams();
  const { data: user, error } = useUser(id);
  const form = useOpened<'edit'>();
  const [action, setAction] = useState<UserAction | null>(null);
  const back = { to: '/admin/users', label: t('users.title') };
  if (!user) {
    return (
      <Page narrow title={t('users.title')} back={back} error={error}>
        {error ? <ProblemAlert error={error} /> : <Skeleton height={320} />}
      </Page>
    );
  }
  const blocked = user.status === 'blocked';

  return (
    <Page
      narrow
      title={user.name}
      back={back}
      badge={blocked && <Badge tone="bad">{t('users.status.blocked')}</Badge>}
      action={<Actions user={user} onEdit={() => form.open('edit')} onAction={setAction} />}
    >
      <UserFacts user={user} />
      <UserFields user={user} />
      <UserIdentifiers user={user} />
      <AwaitedIdentifiers user={user} />
      <UserGroups user={user} />
      <UserSessions user={user} />
      <EditUser key={form.round} user={user} opened={form.opened === 'edit'} onClose={form.close} />
      <UserDanger user={user} action={action} onClose={() => setAction(null)} />
    </Page>
  );
};
