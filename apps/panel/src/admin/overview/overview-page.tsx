import { SegmentedControl } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { IfMay, useMay } from '../../api/may';
import { ProblemAlert } from '../../components/problem-alert';
import { Page } from '../../layout/page';
import { Expiring } from './expiring';
import { FirstSteps } from './first-steps';
import { GatewayDecisions } from './gateway-decisions';
import { LastRefusals } from './last-refusals';
import { useDecisionCounts, useEventCounts } from './overview.api';
import styles from './overview.module.css';
import { rangeNames } from './periods';
import { Reasons } from './refusals';
import { SignIns } from './sign-ins';

interface CardProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

const Card = ({ title, wide = false, children }: CardProps) => {
  const id = useId();
  return (
    <section className={styles.card} data-wide={wide || undefined} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
};

/** What goes on: the first page of the panel for those who administer. Every figure leads to what it counts. */
export const OverviewPage = () => {
  const { t } = useTranslation('overview');
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const range = rangeNames.find((one) => one === query.get('range')) ?? 'day';
  const events = useEventCounts(range);
  const gateway = useDecisionCounts(range);

  return (
    <Page
      title={t('title')}
      action={
        (may('read:audit_events') || may('read:gateway')) && (
          <SegmentedControl
            aria-label={t('range.label')}
            value={range}
            data={rangeNames.map((value) => ({ value, label: t(`range.${value}`) }))}
            onChange={(value) => setQuery(value === 'day' ? {} : { range: value }, { replace: true })}
          />
        )
      }
    >
      <FirstSteps />
      <ProblemAlert error={events.error ?? gateway.error} />
      <div className={styles.cards}>
        <IfMay scope="read:audit_events">
          <Card wide title={t('sign_ins.title')}>
            <SignIns counts={events.data} />
          </Card>
          <Card title={t('reasons.title')}>
            <Reasons counts={events.data} />
          </Card>
          <Card title={t('last.title')}>
            <LastRefusals />
          </Card>
        </IfMay>
        <IfMay scope="read:certificates">
          <Card title={t('expiring.title')}>
            <Expiring />
          </Card>
        </IfMay>
        {gateway.status && (
          <Card title={t('gateway.title')}>
            <GatewayDecisions counts={gateway.counts} />
          </Card>
        )}
      </div>
    </Page>
  );
};
