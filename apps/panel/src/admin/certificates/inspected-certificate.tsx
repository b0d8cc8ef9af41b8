import { Button, Skeleton } from '@mantine/core';
import type { CertificateInspection, CertificateJudgement } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { ProblemAlert } from '../../components/problem-alert';
import styles from './certificates.module.css';

export interface InspectedCertificateProps {
  readonly pem: string;
  readonly judgement?: CertificateJudgement | null;
  readonly onRemove?: () => void;
}

/** What the server parsed from a certificate, so that people can check it before saving. */
export const InspectedCertificate = ({ pem, judgement, onRemove }: InspectedCertificateProps) => {
  const { t } = useTranslation('panel');
  const api = useApi();
  const { data: certificate, error } = useQuery({
    queryKey: ['certificate', pem],
    queryFn: ({ signal }) => api.post<CertificateInspection>('/certificates/inspect', { certificate: pem }, { signal }),
    staleTime: Infinity,
    retry: false,
  });
  const remove = onRemove && (
    <Button
      variant="default"
      size="xs"
      aria-label={t('certificates.remove_named', { name: certificate?.name ?? '' })}
      onClick={onRemove}
    >
      {t('certificates.remove')}
    </Button>
  );

  if (error) return <ProblemAlert error={error} actions={remove} />;
  if (!certificate) return <Skeleton height={160} />;
  return (
    <CertificateCard certificate={certificate} judgement={judgement}>
      {remove && <div className={styles.foot}>{remove}</div>}
    </CertificateCard>
  );
};
