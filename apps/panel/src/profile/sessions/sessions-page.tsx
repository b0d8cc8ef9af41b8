import { Button, Skeleton } from '@mantine/core';
import type { SessionView } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { ProblemAlert } from '../../components/problem-alert';
import { SessionList, useDeviceName } from '../../components/session-list';
import { toast } from '../../components/toast';
import { Page } from '../../layout/page';
import { useEndOwnSession, useOwnSessions } from './sessions.api';

/** The person's sessions, with buttons to end them. */
export const SessionsPage = () => {
  const { t } = useTranslation('panel');
  const deviceName = useDeviceName();
  const { data: sessions, error } = useOwnSessions();
  const end = useEndOwnSession();
  const [asked, setAsked] = useState<SessionView | 'others' | null>(null);
  const others = sessions?.some(({ current }) => !current) ?? false;

  const close = (): void => {
    setAsked(null);
    end.reset();
  };
  const confirm = (): void => {
    if (asked === null) return;
    end.mutate(asked === 'others' ? null : asked.id, {
      onSuccess: () => {
        toast(t(asked === 'others' ? 'profile.sessions.ended_others' : 'profile.sessions.ended'));
        close();
      },
    });
  };

  return (
    <Page
      narrow
      title={t('profile.sessions.title')}
      description={t('profile.sessions.description')}
      action={
        <Button variant="default" disabled={!others} onClick={() => setAsked('others')}>
          {t('profile.sessions.end_others')}
        </Button>
      }
    >
      <ProblemAlert error={error} />
      {sessions ? <SessionList sessions={sessions} onEnd={setAsked} /> : <Skeleton height={200} />}
      <ConfirmDialog
        opened={asked !== null}
        title={
          asked === null || asked === 'others'
            ? t('profile.sessions.ask_others')
            : t('profile.sessions.ask_single', { name: deviceName(asked.userAgent) })
        }
        confirmLabel={t(asked === 'others' ? 'profile.sessions.end_others' : 'session_list.end')}
        pending={end.isPending}
        error={end.error}
        onConfirm={confirm}
        onClose={close}
      >
        {t('profile.sessions.ask_text')}
      </ConfirmDialog>
    </Page>
  );
};
