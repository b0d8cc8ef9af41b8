import { Button, Drawer } from '@mantine/core';
import type { CertificateSummary, GatewayThumbprints } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import drawer from '../../../components/form-drawer.module.css';
import styles from './shared.module.css';
import { Thumbprints } from './thumbprints';
import { isUsed, UsedBy } from './used-by';
import type { Uses } from './used-by';

export interface CertificateDetailsProps {
  readonly name: string;
  readonly certificate: CertificateSummary;
  readonly thumbprints: GatewayThumbprints;
  readonly chain?: readonly CertificateSummary[];
  readonly uses?: Uses;
  readonly onClose: () => void;
}

/** All details of one gateway certificate. */
export const CertificateDetails = (props: CertificateDetailsProps) => {
  const { name, certificate, thumbprints, chain = [], uses, onClose } = props;
  const { t } = useTranslation('gateway');
  return (
    <Drawer
      opened
      onClose={onClose}
      title={name}
      closeButtonProps={{ 'aria-label': t('panel:dialog.close') }}
      classNames={{ content: drawer.content, header: drawer.header, title: drawer.title, body: drawer.body }}
    >
      <div className={drawer.fields}>
        <div className={styles.details}>
          <CertificateCard certificate={certificate} />
          <section>
            <h3 className={styles.heading}>{t('thumbprint.title')}</h3>
            <Thumbprints name={name} thumbprints={thumbprints} />
          </section>
          {chain.length > 0 && (
            <section className={styles.chain}>
              <h3 className={styles.heading}>{t('chain')}</h3>
              {chain.map((one) => (
                <CertificateCard key={one.sha256} certificate={one} />
              ))}
            </section>
          )}
          {uses && (
            <section>
              <h3 className={styles.heading}>{t('used_by.title')}</h3>
              {isUsed(uses) ? <UsedBy uses={uses} /> : <p className={styles.quiet}>{t('used_by.nothing')}</p>}
            </section>
          )}
        </div>
      </div>
      <footer className={drawer.footer}>
        <Button variant="default" onClick={onClose}>
          {t('panel:dialog.close')}
        </Button>
      </footer>
    </Drawer>
  );
};
