import { Skeleton } from '@mantine/core';
import type { AuditEvent } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { useMethodName } from '../../api/method-names';
import { ProblemAlert } from '../../components/problem-alert';
import { When } from '../../components/when';
import { useLastRefusals } from './overview.api';
import styles from './overview.module.css';
import { eventsPath } from './periods';

/** The person or the certificate, as far as it is known. */
const useWho = (): ((event: AuditEvent) => string) => {
  const { t } = useTranslation('overview');
  return ({ account, details, address }) => {
    const known = account?.name || account?.username || details['username'] || details['name'] || details['subject'];
    return typeof known === 'string' && known !== '' ? known : t('last.unknown', { address: address ?? '–' });
  };
};

/** The last people who were refused; each leads to its event, which explains it. */
export const LastRefusals = () => {
  const { t } = useTranslation('overview');
  const errorText = useErrorText();
  const methodName = useMethodName();
  const who = useWho();
  const { data, error } = useLastRefusals();
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <Skeleton height={160} />;
  if (data.items.length === 0) return <p className={styles.quiet}>{t('last.none')}</p>;
  return (
    <ol className={styles.last}>
      {data.items.map((event) => (
        <li key={event.id}>
          <div className={styles.lastHead}>
            <Link to={eventsPath({ type: 'sign_in.failed', event: event.id })}>
              <bdi>{who(event)}</bdi>
            </Link>
            <span className={styles.quiet}>
              <When at={event.at} />
            </span>
          </div>
          <p className={styles.why}>{event.code === null ? t('reasons.unknown') : errorText(event.code).title}</p>
          <p className={styles.quiet}>
            {[event.method && methodName(event.method), event.clientName].filter(Boolean).join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  );
};
