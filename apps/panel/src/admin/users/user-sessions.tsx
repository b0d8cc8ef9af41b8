import { Button, Skeleton } from '@mantine/core';
import type { SessionView, UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { ProblemAlert } from '../../components/problem-alert';
import { SessionList } from '../../components/session-list';
import { toast } from '../../components/toast';
import { Section } from '../../layout/page';
import styles from './users.module.css';
import { useMayChangeUser } from './use-may-change';
import { useEndUserSession, useUserSessions } from './users.api';

/** The sessions of an account. */
export const UserSessions = ({ user }: { readonly user: UserRecord }) => {
  const { t } = useTranslation('panel');
  const { data: sessions, error } = useUserSessions(user.id);
  const end = useEndUserSession(user.id);
  const mayEnd = useMayChangeUser(user, 'update:users');
  const [asked, setAsked] = useState<SessionView | 'all' | null>(null);
  const close = (): void => {
    setAsked(null);
    end.reset();
  };
  const confirm = (): void =>
    end.mutate(asked === 'all' || asked === null ? null : asked.id, {
      onSuccess: () => {
        toast(t('users.sessions.ended', { name: user.name }));
        close();
      },
    });

  return (
    <Section
      title={t('users.sessions.title')}
      action={
        mayEnd && (
          <Button variant="default" disabled={!sessions?.length} onClick={() => setAsked('all')}>
            {t('users.sessions.end_all')}
          </Button>
        )
      }
    >
      <ProblemAlert error={error} />
      {!sessions && !error && <Skeleton height={80} />}
      {sessions?.length === 0 && <p className={styles.quiet}>{t('users.sessions.none')}</p>}
      {sessions && sessions.length > 0 && <SessionList sessions={sessions} onEnd={mayEnd ? setAsked : undefined} />}
      <ConfirmDialog
        opened={asked !== null}
        title={t(asked === 'all' ? 'users.sessions.ask_all' : 'users.sessions.ask_single', { name: user.name })}
        confirmLabel={t(asked === 'all' ? 'users.sessions.end_all' : 'session_list.end')}
        pending={end.isPending}
        error={end.error}
        onConfirm={confirm}
        onClose={close}
      >
        {t('users.sessions.ask_text')}
      </ConfirmDialog>
    </Section>
  );
};
