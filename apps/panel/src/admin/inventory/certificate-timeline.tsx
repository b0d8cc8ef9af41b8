import { NativeSelect } from '@mantine/core';
import type { CertificateFilter } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useCertificateTimeline } from './inventory.api';
import styles from './inventory.module.css';

/** Height of the tallest bar, in pixels. */
const height = 48;

interface BarProps {
  readonly label: string;
  readonly count: number;
  readonly most: number;
  readonly over?: boolean;
}

const Bar = ({ label, count, most, over = false }: BarProps) => {
  const tall = count === 0 ? 1 : Math.max(3, Math.round((count / most) * height));
  return (
    <li className={styles.bar} data-over={(over && count > 0) || undefined}>
      <span className={styles.count}>{count}</span>
      <svg viewBox={`0 0 10 ${tall}`} height={tall} preserveAspectRatio="none" aria-hidden="true">
        <rect width="10" height={tall} />
      </svg>
      <span className={styles.period}>{label}</span>
    </li>
  );
};

/** How many of the filtered certificates expire, by month or by week. */
export const CertificateTimeline = ({ filter }: { readonly filter: CertificateFilter }) => {
  const { t, i18n } = useTranslation('administration');
  const [by, setBy] = useState<'week' | 'month'>('month');
  const { data } = useCertificateTimeline(filter, by);
  const format = new Intl.DateTimeFormat(i18n.language, {
    month: 'short',
    timeZone: 'UTC',
    ...(by === 'month' ? { year: 'numeric' } : { day: 'numeric' }),
  });
  const most = Math.max(1, ...(data ? [data.expired, data.later, ...data.periods.map(({ count }) => count)] : []));

  return (
    <div className={styles.timeline}>
      <div className={styles.timelineHead}>
        <h2 id="certificate-timeline">{t('inventory.timeline.title')}</h2>
        <NativeSelect
          size="xs"
          aria-label={t('inventory.timeline.by')}
          value={by}
          data={(['month', 'week'] as const).map((value) => ({ value, label: t(`inventory.timeline.${value}`) }))}
          onChange={({ currentTarget }) => setBy(currentTarget.value === 'week' ? 'week' : 'month')}
        />
      </div>
      <div className={styles.scroller} tabIndex={0} role="region" aria-labelledby="certificate-timeline">
        <ol className={styles.bars} aria-busy={data === undefined}>
          {data && (
            <>
              <Bar over label={t('inventory.ends.expired')} count={data.expired} most={most} />
              {data.periods.map(({ from, count }) => (
                <Bar key={from} label={format.format(new Date(from))} count={count} most={most} />
              ))}
              <Bar label={t('inventory.timeline.later')} count={data.later} most={most} />
            </>
          )}
        </ol>
      </div>
    </div>
  );
};
