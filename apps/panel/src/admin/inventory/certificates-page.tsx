import { Button } from '@mantine/core';
import { certificateSortings } from '@postern/contracts';
import type { KnownCertificate } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { stateNow, validityOf } from '@postern/ui';
import { useState } from 'react';
import { IfMay } from '../../api/may';
import { Badge } from '../../components/badge';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { IconCertificate, IconDownload } from '../../components/icons';
import { useColumnChoice } from '../../components/column-choice';
import listStyles from '../../components/lists.module.css';
import { SavedViews } from '../../components/saved-views';
import { Pager } from '../../components/pager';
import { ProblemAlert } from '../../components/problem-alert';
import { TwoLines } from '../../components/two-lines';
import { useListQuery } from '../../components/use-list-query';
import { useOpened } from '../../components/use-opened';
import { When } from '../../components/when';
import { Page } from '../../layout/page';
import { BlockCertificate } from '../revocation/block-certificate';
import { CertificateFilters, readCertificateFilter } from './certificate-filters';
import { CertificateTimeline } from './certificate-timeline';
import { useExpiryWarnings } from './expiry.api';
import { ExpiryWarningsForm } from './expiry-warnings-form';
import { useCertificates, useExportCertificates } from './inventory.api';
import styles from './inventory.module.css';
import { KnownCertificateDetails } from './known-certificate-details';
import { StandingBadge } from './standing-badge';

const tones = { good: 'good', soon: 'warning', over: 'bad', future: 'neutral' } as const;
/** Number of holders that a row names. */
const named = 2;

const Validity = ({ certificate }: Pick<KnownCertificate, 'certificate'>) => {
  const { t } = useTranslation('certificate');
  const date = useDateText();
  const validity = validityOf(certificate, Date.now());
  const state = stateNow(undefined, validity);
  const left = validity.days === 0 ? t('last_day') : t('days_left', { count: validity.days });
  return (
    <div className={styles.validity}>
      <time dateTime={certificate.notAfter}>{date(certificate.notAfter)}</time>
      <Badge tone={tones[validity.phase]}>{state ? t(`state.${state}`) : left}</Badge>
    </div>
  );
};

const UsedFor = ({ usedFor }: Pick<KnownCertificate, 'usedFor'>) => {
  const { t } = useTranslation('administration');
  const uses = [...new Set(usedFor.map(({ use }) => use))].map((use) => t(`inventory.use.${use}`));
  const holders = [...new Set(usedFor.map(({ holder }) => holder.name))];
  if (uses.length === 0) return '–';
  const more = holders.length - named;
  return <TwoLines main={holders.slice(0, named).join(', ') + (more > 0 ? ` +${more}` : '')} sub={uses.join(', ')} />;
};

const useColumns = (onOpen: (id: string) => void): readonly Column<KnownCertificate>[] => {
  const { t } = useTranslation('administration');
  return [
    {
      key: 'name',
      title: t('inventory.column.name'),
      cell: ({ id, certificate }) => (
        <TwoLines
          main={
            <button type="button" className={styles.open} onClick={() => onOpen(id)}>
              <bdi>{certificate.name}</bdi>
            </button>
          }
          sub={
            certificate.issuer === certificate.subject
              ? t('certificate:self_issued')
              : t('certificate:issued_by', { issuer: certificate.issuerName })
          }
        />
      ),
    },
    { key: 'used_for', title: t('inventory.column.used_for'), cell: ({ usedFor }) => <UsedFor usedFor={usedFor} /> },
    {
      key: 'notAfter',
      title: t('inventory.column.expires'),
      sortable: true,
      cell: ({ certificate }) => <Validity certificate={certificate} />,
    },
    {
      key: 'last_used',
      title: t('inventory.column.last_used'),
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? '–' : <When at={lastUsedAt} />),
    },
    {
      key: 'revocation',
      title: t('inventory.column.revocation'),
      cell: ({ revocation }) => <StandingBadge {...revocation} />,
    },
  ];
};

/** The certificate inventory. Search text, filters, page and the open certificate are kept in the URL. */
export const CertificatesPage = () => {
  const { t } = useTranslation('administration');
  const list = useListQuery();
  const { page, pageSize } = list;
  const filter = readCertificateFilter(list.get);
  const sort = certificateSortings.find((one) => one === list.get('sort')) ?? 'notAfter';
  const { data: certificates, error } = useCertificates({ ...filter, page, pageSize, sort });
  const exported = useExportCertificates();
  const { data: warnings } = useExpiryWarnings();
  const forms = useOpened<'block' | 'warnings'>();
  const [thumbprint, setThumbprint] = useState<string>();
  const show = (id: string): void => list.show({ certificate: id, page: page === 0 ? '' : String(page) });
  const columns = useColumnChoice('certificates', useColumns(show));
  const narrowed = Object.values(filter).some((value) => value !== undefined);

  return (
    <Page
      title={t('inventory.title')}
      description={t('inventory.description')}
      action={
        <div className={styles.buttons}>
          {warnings && (
            <IfMay scope="update:tenant_settings">
              <Button variant="default" onClick={() => forms.open('warnings')}>
                {t('inventory.warnings.open')}
              </Button>
            </IfMay>
          )}
          <Button
            variant="default"
            loading={exported.isPending}
            leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
            onClick={() => exported.mutate(filter)}
          >
            {t('inventory.export')}
          </Button>
        </div>
      }
    >
      <CertificateTimeline filter={filter} />
      <CertificateFilters list={list} />
      <div className={listStyles.tools}>
        <SavedViews list="certificates" />
        {columns.menu}
      </div>
      <ProblemAlert error={error ?? exported.error} />
      {!error && (
        <DataTable
          label={t('inventory.title')}
          columns={columns.shown}
          rows={certificates?.items}
          rowKey={({ id }) => id}
          order={{ key: 'notAfter', descending: sort === '-notAfter' }}
          onOrder={({ descending }) => list.show({ sort: descending ? '-notAfter' : '' })}
          empty={
            <EmptyState
              icon={<IconCertificate size={20} stroke={1.5} />}
              title={t('inventory.none')}
              text={t(narrowed ? 'inventory.none_found' : 'inventory.none_text')}
            />
          }
        />
      )}
      {certificates && <Pager {...list} total={certificates.total} />}
      <KnownCertificateDetails
        id={list.get('certificate') || null}
        onBlock={({ thumbprints }) => {
          show('');
          // These are the form's initial values.
          setThumbprint(thumbprints.sha256);
          forms.open('block');
        }}
        onClose={() => show('')}
      />
      <BlockCertificate
        key={`block ${forms.round}`}
        opened={forms.opened === 'block'}
        thumbprint={thumbprint}
        onClose={forms.close}
      />
      {warnings && (
        <ExpiryWarningsForm
          key={`warnings ${forms.round}`}
          settings={warnings}
          opened={forms.opened === 'warnings'}
          onClose={forms.close}
        />
      )}
    </Page>
  );
};
