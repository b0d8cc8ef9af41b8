import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { useMethodName } from '../../api/method-names';
import { Section } from '../../layout/page';
import { useUnlinkedCertificates } from '../api/identifiers.api';
import styles from './identifiers.module.css';
import { LastUsed } from './last-used';
import { Renewal } from './renewal';

/** Certificates that the person signs in with because of a name in them. Nothing is shown where there are none. */
export const UnlinkedCertificates = () => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const { data: certificates = [] } = useUnlinkedCertificates();
  if (certificates.length === 0) return null;
  return (
    <Section title={t('profile.identifiers.unlinked')} description={t('profile.identifiers.unlinked_text')}>
      <ul className={styles.list} aria-label={t('profile.identifiers.unlinked')}>
        {certificates.map(({ id, certificate, judgement, state, renewal, method, lastUsedAt, lastUse }) => (
          <li key={id}>
            <CertificateCard certificate={certificate} judgement={judgement} state={state}>
              <Renewal guide={renewal} certificate={certificate} />
              <div className={styles.foot}>
                <p className={styles.about}>
                  <span>{methodName(method)}</span>
                  <LastUsed at={lastUsedAt} from={lastUse} />
                </p>
              </div>
            </CertificateCard>
          </li>
        ))}
      </ul>
    </Section>
  );
};
