import { Skeleton } from '@mantine/core';
import type { ConnectedApplication } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { EmptyState } from '../../components/empty-state';
import { IconApplications } from '../../components/icons';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { useLast } from '../../components/use-last';
import { Page } from '../../layout/page';
import styles from './applications.module.css';
import { ConnectedApplicationRow } from './connected-application';
import { useConnectedApplications, useWithdrawal } from './connected-applications.api';

/** The applications with access to the person's account; each can be revoked. */
export const ConnectedApplicationsPage = () => {
  const { t } = useTranslation('panel');
  const { data: applications, error } = useConnectedApplications();
  const withdrawal = useWithdrawal();
  const [asked, setAsked] = useState<ConnectedApplication | null>(null);
  const shown = useLast(asked);

  const close = (): void => {
    setAsked(null);
    withdrawal.reset();
  };
  const confirm = (): void => {
    if (asked === null) return;
    withdrawal.mutate(asked, {
      onSuccess: () => {
        toast(t('profile.applications.withdrawn', { name: asked.name }));
        close();
      },
    });
  };

  return (
    <Page narrow title={t('profile.applications.title')} description={t('profile.applications.description')}>
      <ProblemAlert error={error} />
      {applications === undefined && !error && <Skeleton height={240} />}
      {applications?.length === 0 && (
        <EmptyState
          icon={<IconApplications size={20} stroke={1.5} />}
          title={t('profile.applications.empty')}
          text={t('profile.applications.empty_text')}
        />
      )}
      {applications && applications.length > 0 && (
        <ul className={styles.list}>
          {applications.map((application) => (
            <ConnectedApplicationRow
              key={application.clientId}
              application={application}
              onWithdraw={() => setAsked(application)}
            />
          ))}
        </ul>
      )}
      <ConfirmDialog
        opened={asked !== null}
        title={t('profile.applications.ask', { name: shown?.name ?? '' })}
        confirmLabel={t('profile.applications.withdraw')}
        pending={withdrawal.isPending}
        error={withdrawal.error}
        onConfirm={confirm}
        onClose={close}
      >
        {t(shown?.firstParty ? 'profile.applications.ask_pre' : 'profile.applications.ask_text')}
      </ConfirmDialog>
    </Page>
  );
};
