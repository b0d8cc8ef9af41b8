import { Skeleton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state';
import { IconTrustAnchor } from '../../components/icons';
import { ProblemAlert } from '../../components/problem-alert';
import { Page } from '../../layout/page';
import { AuthorityRow } from './authority-row';
import { BlockedCertificates } from './blocked-certificates';
import { ChangeSource } from './change-source';
import { useRevocationAuthorities } from './revocation.api';
import styles from './revocation.module.css';

/** The revocation source of each CA, and the certificates blocked here. */
export const RevocationPage = () => {
  const { t } = useTranslation('administration');
  const { data: authorities, error } = useRevocationAuthorities();
  const [changed, setChanged] = useState<string | null>(null);
  const authority = authorities?.find(({ id }) => id === changed);

  return (
    <Page title={t('revocation.title')} description={t('revocation.description')}>
      <ProblemAlert error={error} />
      {!authorities && !error && <Skeleton height={200} role="img" aria-label={t('panel:loading')} />}
      {authorities?.length === 0 && (
        <EmptyState
          icon={<IconTrustAnchor size={20} stroke={1.5} />}
          title={t('revocation.none')}
          text={t('revocation.none_text')}
        />
      )}
      <ul className={styles.rows} aria-label={t('revocation.authorities')}>
        {authorities?.map((one) => (
          <AuthorityRow key={one.id} authority={one} onChange={() => setChanged(one.id)} />
        ))}
      </ul>
      <BlockedCertificates />
      {authority && <ChangeSource key={authority.id} authority={authority} onClose={() => setChanged(null)} />}
    </Page>
  );
};
