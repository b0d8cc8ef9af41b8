import { Button, FileButton } from '@mantine/core';
import type { RevocationAuthority } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { IfMay } from '../../api/may';
import { Badge } from '../../components/badge';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { useFetchList, useUploadList } from './revocation.api';
import { RevocationLine } from './revocation-line';
import styles from './revocation.module.css';

export interface AuthorityRowProps {
  readonly authority: RevocationAuthority;
  /** Absent: the source is read-only. */
  readonly onChange?: () => void;
}

const tones = { unchecked: 'neutral', current: 'good', grace: 'warning', stale: 'bad', silent: 'bad' } as const;

/** A CA: its revocation source, how current the data is, and the actions for it. */
export const AuthorityRow = ({ authority, onChange }: AuthorityRowProps) => {
  const { t } = useTranslation('administration');
  const fetchList = useFetchList(authority.id);
  const upload = useUploadList(authority.id);
  const { certificate, settings, state } = authority;
  const { name } = certificate;

  return (
    <li className={styles.row} data-authority={authority.id}>
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{name}</bdi>
          <Badge tone={tones[state]}>{t(`revocation.state.${state}`)}</Badge>
          <Badge>{t(`revocation.source.${settings.source}.name`)}</Badge>
        </p>
        <RevocationLine authority={authority} />
        {authority.usedBy.some(({ methodId }) => methodId !== null) && (
          <IfMay scope="read:certificates">
            <p className={styles.line}>
              <Link to={`/admin/certificates?search=${certificate.sha256}`}>{t('inventory.renewal.title')}</Link>
            </p>
          </IfMay>
        )}
        <ProblemAlert error={fetchList.error ?? upload.error} />
      </div>
      <IfMay scope="update:revocation">
        <div className={styles.actions}>
          {settings.source === 'address' && (
            <Button
              variant="default"
              size="xs"
              loading={fetchList.isPending}
              aria-label={t('revocation.fetch_named', { name })}
              onClick={() => fetchList.mutate()}
            >
              {t('revocation.fetch')}
            </Button>
          )}
          {onChange && (
            <>
              <FileButton
                accept=".crl,.pem,.der,application/pkix-crl"
                onChange={(file) =>
                  file && upload.mutate(file, { onSuccess: () => toast(t('revocation.uploaded', { name })) })
                }
              >
                {(button) => (
                  <Button
                    {...button}
                    variant="default"
                    size="xs"
                    loading={upload.isPending}
                    aria-label={t('revocation.upload_named', { name })}
                  >
                    {t('revocation.upload')}
                  </Button>
                )}
              </FileButton>
              <Button
                variant="default"
                size="xs"
                aria-label={t('revocation.change_named', { name })}
                onClick={onChange}
              >
                {t('revocation.change')}
              </Button>
            </>
          )}
        </div>
      </IfMay>
    </li>
  );
};
