import { Skeleton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { useTotal } from './overview.api';
import styles from './overview.module.css';

const days = [7, 30, 90] as const;
const path = '/certificates';

/** How many certificates have expired or will soon; each number leads to the certificates. */
export const Expiring = () => {
  const { t, i18n } = useTranslation('overview');
  const number = new Intl.NumberFormat(i18n.language);
  const totals = [
    ['expired', useTotal(path, { expired: true }, true)],
    [days[0], useTotal(path, { expiringWithin: days[0] }, true)],
    [days[1], useTotal(path, { expiringWithin: days[1] }, true)],
    [days[2], useTotal(path, { expiringWithin: days[2] }, true)],
  ] as const;
  const most = Math.max(1, ...totals.map(([, total]) => total ?? 0));
  return (
    <ul className={styles.reasons}>
      {totals.map(([ends, total]) => (
        <li key={ends}>
          <Link to={`/admin/certificates?ends=${ends}`} className={styles.reason}>
            {ends === 'expired' ? t('expiring.expired') : t('expiring.within', { count: ends })}
          </Link>
          <span className={styles.track} data-tone={ends === 'expired' || ends === 7 ? 'bad' : 'warning'} aria-hidden>
            <span style={{ width: `${((total ?? 0) / most) * 100}%` }} />
          </span>
          <strong className={styles.number}>
            {total === undefined ? <Skeleton height={20} width={24} /> : number.format(total)}
          </strong>
        </li>
      ))}
    </ul>
  );
};
