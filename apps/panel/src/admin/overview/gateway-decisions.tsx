import { Skeleton } from '@mantine/core';
import type { GatewayDecisionCounts } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { StackedBars } from '../../components/chart/stacked-bars';
import styles from './overview.module.css';
import { eventsPath, spansOf, sumsBy, totalOf } from './periods';
import { usePeriodNames } from './use-period-names';

const type = 'gateway.call_refused';
const named = 4;

/** Calls that the gateway allowed and refused. */
export const GatewayDecisions = ({ counts }: { readonly counts: GatewayDecisionCounts | undefined }) => {
  const { t, i18n } = useTranslation('overview');
  const errorText = useErrorText();
  const number = new Intl.NumberFormat(i18n.language);
  const names = usePeriodNames(counts?.hours ?? 1);
  if (!counts) return <Skeleton height={240} />;
  const { from, to, items } = counts;
  const refused = items.filter(({ code }) => code !== null);
  const periods = spansOf(counts).map((one) => {
    const here = items.filter((item) => item.from === one.from);
    const bad = totalOf(here.filter(({ code }) => code !== null));
    return {
      ...names(one.from),
      from: one.from,
      to: eventsPath({ type, from: one.from, to: one.to }),
      counts: { allowed: totalOf(here) - bad, refused: bad },
    };
  });
  return (
    <>
      <StackedBars
        title={t('gateway.title')}
        series={[
          { key: 'allowed', name: t('gateway.allowed'), look: 1, to: '/admin/gateway' },
          { key: 'refused', name: t('gateway.refused'), look: 'bad', to: eventsPath({ type, from, to }) },
        ]}
        periods={periods}
      />
      {refused.length > 0 && (
        <ul className={styles.brief}>
          {sumsBy(refused, ({ code }) => code ?? '')
            .slice(0, named)
            .map(([code, count]) => (
              <li key={code}>
                <Link to={eventsPath({ type, code, from, to })}>
                  {errorText(refused.find((one) => one.code === code)!.code!).title}
                </Link>{' '}
                <strong>{number.format(count)}</strong>
              </li>
            ))}
        </ul>
      )}
    </>
  );
};
