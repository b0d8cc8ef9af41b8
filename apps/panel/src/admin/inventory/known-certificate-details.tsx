import { Button } from '@mantine/core';
import type { KnownCertificateDetail } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { Link } from 'react-router';
import { IfMay } from '../../api/may';
import { CodeBlock } from '../../components/code-block';
import { Copyable } from '../../components/copyable';
import { Facts } from '../../components/facts';
import { ProblemAlert } from '../../components/problem-alert';
import { ReadDrawer } from '../../components/read-drawer';
import { useOpened } from '../../components/use-opened';
import { CertificatePlaces } from './certificate-places';
import { useCertificate } from './inventory.api';
import styles from './inventory.module.css';
import { RenewalGuideSection } from './renewal-guide';
import { RenewalGuideForm } from './renewal-guide-form';
import { StandingBadge } from './standing-badge';

interface DetailsProps {
  readonly known: KnownCertificateDetail;
  readonly onChangeRenewal: () => void;
  readonly onBlock: (known: KnownCertificateDetail) => void;
}

const Details = ({ known, onBlock, onChangeRenewal }: DetailsProps) => {
  const { t } = useTranslation('administration');
  const exact = useDateText({ dateStyle: 'medium', timeStyle: 'short' });
  const { certificate, judgement, usedFor, revocation, thumbprints, createdAt, lastUsedAt, pem, id } = known;
  const isAnchor = usedFor.some(({ use }) => use.endsWith('trust_anchor'));
  return (
    <div className={styles.details}>
      <CertificateCard certificate={certificate} judgement={judgement} />
      <Facts
        facts={[
          [t('inventory.column.revocation'), <StandingBadge {...revocation} />],
          ...(revocation.reason ? ([[t('inventory.details.reason'), revocation.reason]] as const) : []),
          ...(revocation.since ? ([[t('inventory.details.since'), exact(revocation.since)]] as const) : []),
          [t('inventory.column.last_used'), lastUsedAt && exact(lastUsedAt)],
          [t('inventory.details.added'), exact(createdAt)],
          ['SHA-1', <Copyable text={thumbprints.sha1} label={t('inventory.details.copy', { name: 'SHA-1' })} />],
        ]}
      />
      <section>
        <h3 className={styles.detailsTitle}>{t('inventory.details.places')}</h3>
        <CertificatePlaces places={usedFor} />
      </section>
      {usedFor.some(({ use }) => use === 'sign_in_trust_anchor') && (
        <RenewalGuideSection known={known} onChange={onChangeRenewal} />
      )}
      {isAnchor && <Link to={`/admin/certificates?issuer=${id}`}>{t('inventory.details.issued')}</Link>}
      <section>
        <h3 className={styles.detailsTitle}>PEM</h3>
        <CodeBlock label="PEM" copyLabel={t('inventory.details.copy', { name: 'PEM' })} code={pem} />
      </section>
      {revocation.standing === 'blocked' ? (
        <IfMay scope="read:revocation">
          <Link to="/admin/revocation">{t('inventory.details.blocks')}</Link>
        </IfMay>
      ) : (
        <IfMay scope="update:revocation">
          <Button variant="default" color="red" onClick={() => onBlock(known)}>
            {t('inventory.details.block')}
          </Button>
        </IfMay>
      )}
    </div>
  );
};

export interface KnownCertificateDetailsProps extends Pick<DetailsProps, 'onBlock'> {
  /** Null: closed. */
  readonly id: string | null;
  readonly onClose: () => void;
}

/** Everything known about one certificate. */
export const KnownCertificateDetails = ({ id, onBlock, onClose }: KnownCertificateDetailsProps) => {
  const { t } = useTranslation('administration');
  const { data: known, error } = useCertificate(id);
  const form = useOpened<'renewal'>();
  return (
    <>
      <ReadDrawer
        // Only one open at a time: Escape would close both and discard the input.
        opened={id !== null && form.opened === null}
        title={known?.certificate.name ?? t('inventory.title')}
        onClose={onClose}
      >
        <ProblemAlert error={error} />
        {known && <Details known={known} onBlock={onBlock} onChangeRenewal={() => form.open('renewal')} />}
      </ReadDrawer>
      {known && (
        <RenewalGuideForm key={form.round} known={known} opened={form.opened === 'renewal'} onClose={form.close} />
      )}
    </>
  );
};
