import { Button } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { VisuallyHidden } from '@postern/ui';
import { Link } from 'react-router';
import { useOnlyReads } from '../../api/may';
import { useMe } from '../../api/me';
import { IconCheck } from '../../components/icons';
import styles from './overview.module.css';
import { useFirstSteps } from './use-first-steps';
import { useKept } from './use-kept';

const Steps = ({ account }: { readonly account: string }) => {
  const { t } = useTranslation('overview');
  const [dismissed, dismiss] = useKept(`postern.first-steps.${account}`);
  const [keyStored, storeKey] = useKept(`postern.key-stored.${account}`);
  const steps = useFirstSteps(keyStored);
  const known = steps.every(({ done }) => done !== undefined);
  const left = steps.filter(({ done }) => !done).length;
  if (dismissed || !known || left === 0) return null;
  return (
    <section className={`${styles.card} ${styles.first}`} aria-labelledby="first-steps">
      <div className={styles.firstHead}>
        <h2 id="first-steps">{t('steps.title')}</h2>
        <span className={styles.quiet}>{t('steps.left', { done: steps.length - left, count: steps.length })}</span>
        <Button variant="subtle" size="compact-sm" onClick={dismiss}>
          {t('steps.dismiss')}
        </Button>
      </div>
      <ol className={styles.steps}>
        {steps.map(({ name, to, done }, index) => (
          <li key={name}>
            <span className={styles.mark} data-done={done || undefined} aria-hidden="true">
              {done ? <IconCheck size={16} /> : index + 1}
            </span>
            <div>
              <p>
                {to === '' ? (
                  <strong>{t(`steps.${name}.title`)}</strong>
                ) : (
                  <Link to={to}>{t(`steps.${name}.title`)}</Link>
                )}
                {done && <VisuallyHidden> {t('steps.done')}</VisuallyHidden>}
              </p>
              <p className={styles.quiet}>{t(`steps.${name}.text`)}</p>
              {name === 'key' && !done && (
                <Button variant="default" size="compact-sm" onClick={storeKey}>
                  {t('steps.key.stored')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};

/** What is left to do in a new installation, until it is done or the person has had enough of it. */
export const FirstSteps = () => {
  const { data: me } = useMe();
  const onlyReads = useOnlyReads();
  return me && !onlyReads ? <Steps account={me.id} /> : null;
};
