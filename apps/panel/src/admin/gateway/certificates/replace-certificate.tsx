import type { GatewayCertificate } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useReplaceCertificate } from './certificates.api';
import styles from './certificates.module.css';
import { KeyFileFields } from './key-file-fields';
import { NginxWords } from '../shared/nginx-words';
import { useCertificateForm } from './use-certificate-form';

export interface ReplaceCertificateProps {
  readonly certificate: GatewayCertificate;
  readonly onClose: () => void;
}

/** Rotation: replaces certificate and key under the same id; everything that uses it stays. */
export const ReplaceCertificate = ({ certificate: { id, certificate }, onClose }: ReplaceCertificateProps) => {
  const { t } = useTranslation('gateway');
  const { form, drawer } = useCertificateForm({
    mutation: useReplaceCertificate(id),
    named: false,
    onDone: () => toast(t('certificates.replaced', { id })),
    onClose,
  });
  return (
    <FormDrawer
      opened
      title={t('certificates.replace_title', { id })}
      description={t('certificates.replace_text')}
      submitLabel={t('action.replace')}
      {...drawer}
    >
      <NginxWords error={drawer.error} />
      <KeyFileFields form={form} />
      <section className={styles.now} aria-label={t('certificates.replace_now')}>
        <h3>{t('certificates.replace_now')}</h3>
        <CertificateCard certificate={certificate} />
      </section>
    </FormDrawer>
  );
};
