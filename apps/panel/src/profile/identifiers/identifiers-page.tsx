import { Skeleton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { EmptyState } from '../../components/empty-state';
import { IconId } from '../../components/icons';
import { ProblemAlert } from '../../components/problem-alert';
import { Page } from '../../layout/page';
import { useInterruption } from '../../session/interruption';
import { AddIdentifier } from './add-identifier';
import { IdentifierCard } from './identifier-card';
import { useIdentifiers } from '../api/identifiers.api';
import styles from './identifiers.module.css';
import { RemoveIdentifier } from './remove-identifier';
import { UnlinkedCertificates } from './unlinked-certificates';

/** The person's identifiers: what they can sign in with besides the password. */
export const IdentifiersPage = () => {
  const { t } = useTranslation('panel');
  const { data: identifiers, error } = useIdentifiers();
  const isInterrupted = Boolean((useLocation().state as { linkInterrupted?: boolean } | null)?.linkInterrupted);
  const interrupted = useInterruption('removeIdentifier');
  const [removingId, setRemovingId] = useState(interrupted?.id ?? null);
  const removing = identifiers?.find(({ id }) => id === removingId) ?? null;

  return (
    <Page
      narrow
      title={t('profile.identifiers.title')}
      description={t('profile.identifiers.description')}
      // Wait until its place is known: an open menu would close when the button moves.
      action={identifiers && identifiers.length > 0 ? <AddIdentifier /> : undefined}
    >
      <ProblemAlert error={error} />
      {isInterrupted && (
        <Alert tone="info" title={t('link.interrupted')}>
          {t('link.interrupted_text')}
        </Alert>
      )}
      {!identifiers && !error && <Skeleton height={220} />}
      {identifiers?.length === 0 && (
        <EmptyState
          icon={<IconId size={20} stroke={1.5} />}
          title={t('profile.identifiers.empty')}
          text={t('profile.identifiers.empty_text')}
          action={<AddIdentifier />}
        />
      )}
      <ul className={styles.list} aria-label={t('profile.identifiers.title')}>
        {identifiers?.map((identifier) => (
          <li key={identifier.id}>
            <IdentifierCard identifier={identifier} onRemove={() => setRemovingId(identifier.id)} />
          </li>
        ))}
      </ul>
      <UnlinkedCertificates />
      <RemoveIdentifier identifier={removing} onClose={() => setRemovingId(null)} />
    </Page>
  );
};
