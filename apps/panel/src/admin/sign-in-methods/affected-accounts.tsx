import { Button, Progress } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { AccountLink } from '../../components/account-link';
import { Facts } from '../../components/facts';
import { ProblemAlert } from '../../components/problem-alert';
import type { DraftParams } from './methods.api';
import styles from './method-form.module.css';
import { useAffected } from './use-affected';

export interface AffectedAccountsProps {
  readonly methodId: string;
  /** Tried instead of the stored settings. */
  readonly params?: DraftParams;
}

/** Tries the rules with every linked certificate and shows the progress. */
export const AffectedAccounts = ({ methodId, params }: AffectedAccountsProps) => {
  const { t, i18n } = useTranslation('panel');
  const { sum, running, error, run, stop } = useAffected(methodId, params);
  const number = (count: number): string => new Intl.NumberFormat(i18n.language).format(count);

  return (
    <section className={styles.verdict} aria-label={t('methods.affected.title')}>
      <h3 className={styles.trialsTitle}>{t('methods.affected.title')}</h3>
      <p>{t('methods.affected.text')}</p>
      <ProblemAlert error={error} />
      {sum && (
        <div role="status" className={styles.verdict}>
          {running && (
            <Progress
              aria-label={t('methods.affected.title')}
              value={sum.total === 0 ? 100 : (100 * sum.checked) / sum.total}
            />
          )}
          <p>{t('methods.affected.progress', { checked: number(sum.checked), total: number(sum.total) })}</p>
          <p>
            <strong>
              {t('methods.affected.found', { found: number(sum.found), total: number(sum.checked - sum.refused) })}
            </strong>
          </p>
          <Facts
            facts={[
              [t('methods.affected.kept'), number(sum.kept)],
              [t('methods.affected.others'), number(sum.others)],
              [t('methods.affected.ambiguous'), number(sum.ambiguous)],
              [t('methods.affected.not_found'), number(sum.notFound)],
              [t('methods.affected.refused'), number(sum.refused)],
            ]}
          />
        </div>
      )}
      {sum && sum.examples.length > 0 && (
        <ul className={styles.trials} aria-label={t('methods.affected.examples')}>
          {sum.examples.map(({ outcome, account, certificate }) => (
            <li key={`${account.id} ${certificate}`} className={styles.trial}>
              <p>
                <AccountLink id={account.id}>{account.username}</AccountLink>
                <span>{certificate}</span>
                <span>{t(`methods.affected.outcome.${outcome}`)}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button variant="default" onClick={running ? stop : run}>
          {t(running ? 'methods.affected.stop' : 'methods.affected.run')}
        </Button>
      </div>
    </section>
  );
};
