import type { ExpiringCertificateNotice } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert, Button, RenewalHelp } from '@postern/ui';
import { useEffect, useRef, useState } from 'react';
import { useFlow } from '../interaction/interaction-flow';
import styles from './expiry-strip.module.css';

const day = 86_400_000;

/** Warns that a certificate expires soon. It blocks nothing. */
export const ExpiryStrip = ({ notAfter, signedIn, renewal }: ExpiringCertificateNotice) => {
  const { api } = useFlow();
  const { t } = useTranslation('expiry');
  const [later, setLater] = useState(false);
  const done = useRef<HTMLDivElement>(null);
  const days = Math.floor((Date.parse(notAfter) - api.now()) / day);
  const whose = signedIn ? 'own' : 'last';

  // The focused button is gone.
  useEffect(() => {
    if (later) done.current?.focus();
  }, [later]);

  const remindLater = (): void => {
    setLater(true);
    // If this request fails, the next page shows the warning again.
    api.remindLater().catch(() => undefined);
  };

  return (
    <div className={styles.strip}>
      {later ? (
        <Alert ref={done} tone="success" title={t('waits')} />
      ) : (
        <Alert
          tone="warning"
          title={days > 0 ? t(whose, { count: days }) : t(`${whose}_today`)}
          actions={
            <Button size="small" onClick={remindLater}>
              {t('later')}
            </Button>
          }
        >
          <details className={styles.what}>
            <summary>{t('what')}</summary>
            <RenewalHelp guide={renewal} />
          </details>
        </Alert>
      )}
    </div>
  );
};
