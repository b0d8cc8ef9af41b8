import { Skeleton } from '@mantine/core';
import type { AuditCount, AuditCounts } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import styles from './overview.module.css';
import { eventsPath, sumsBy } from './periods';

/** Reasons that the list names; the event log has the others. */
const named = 8;

export interface ReasonsProps {
  readonly counts: AuditCounts | undefined;
}

const keyOf = ({ type, code }: Pick<AuditCount, 'type' | 'code'>): string => `${type} ${code ?? ''}`;

/** Why people and applications were refused, most frequent first; each reason leads to its events. */
export const Reasons = ({ counts }: ReasonsProps) => {
  const { t, i18n } = useTranslation('overview');
  const errorText = useErrorText();
  const number = new Intl.NumberFormat(i18n.language);
  if (!counts) return <Skeleton height={160} />;
  const refused = counts.items.filter(({ type }) => type !== 'sign_in.succeeded');
  const byKey = new Map(refused.map((item) => [keyOf(item), item]));
  const sums = sumsBy(refused, keyOf);
  if (sums.length === 0) return <p className={styles.quiet}>{t('reasons.none')}</p>;
  const most = sums[0]?.[1] ?? 1;
  const { from, to } = counts;

  return (
    <ol className={styles.reasons}>
      {sums.slice(0, named).map(([key, count]) => {
        const { type, code } = byKey.get(key)!;
        return (
          <li key={key}>
            <Link to={eventsPath({ type, code, from, to })} className={styles.reason}>
              <span>{code === null ? t('reasons.unknown') : errorText(code).title}</span>
              <span className={styles.quiet}>{t(`panel:events.type.${type}`)}</span>
            </Link>
            <span className={styles.track} aria-hidden="true">
              <span style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <strong className={styles.number}>{number.format(count)}</strong>
          </li>
        );
      })}
    </ol>
  );
};
