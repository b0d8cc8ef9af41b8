import { useTranslation } from '@postern/i18n';
import { VisuallyHidden } from '../components/visually-hidden';
import { Icon } from '../icons/icon';
import styles from './certificate-tests.module.css';
import { RefusalReason, type RefusalReasonProps } from './refusal-reason';

const icons = { passed: 'check', failed: 'close', skipped: 'dash' } as const;

/** Each test and its result; the icon repeats the text. */
export const CertificateTests = ({ certificate, judgement }: RefusalReasonProps) => {
  const { t } = useTranslation('certificate');
  const { tests, failedLink, code } = judgement;
  if (tests.length === 0) return null;
  return (
    <ul className={styles.tests} aria-label={t('tests')}>
      {tests.map(({ test, outcome }) => (
        <li key={test} className={styles.test} data-outcome={outcome}>
          <span className={styles.mark}>
            <Icon name={icons[outcome]} small />
          </span>
          <span>
            {t(`test.${test}`)}
            {outcome === 'skipped' ? (
              <> – {t('outcome.skipped')}</>
            ) : (
              <VisuallyHidden>: {t(`outcome.${outcome}`)}</VisuallyHidden>
            )}
            {/* Otherwise the failed link shows the reason. */}
            {outcome === 'failed' && failedLink === null && code !== 'certificate.not_linked' && (
              <span className={styles.reason}>
                <RefusalReason certificate={certificate} judgement={judgement} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
};
