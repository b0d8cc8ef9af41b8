import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { Badge } from '../../../components/badge';
import { gatewayPath } from '../shared/gateway-page';
import styles from './overview.module.css';
import type { GatewayInventory } from './use-inventory';

const steps = ['certificates', 'callers', 'upstreams', 'apis'] as const;

/** Steps to the first API, in order of their dependencies. */
export const FirstSteps = ({ inventory }: { readonly inventory: GatewayInventory }) => {
  const { t } = useTranslation('gateway');
  const { certificates, callers, trust_anchors: trustAnchors, upstreams } = inventory;
  const done: Readonly<Record<(typeof steps)[number], boolean>> = {
    certificates: Boolean(certificates),
    callers: Boolean(callers) || Boolean(trustAnchors),
    upstreams: Boolean(upstreams),
    apis: false,
  };
  return (
    <ol className={styles.firstSteps}>
      {steps.map((step, index) => (
        <li key={step}>
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          <div>
            <p className={styles.stepTitle}>
              <Link to={gatewayPath(step)}>{t(`overview.step.${step}.title`)}</Link>
              {done[step] && <Badge tone="good">{t('overview.step.done')}</Badge>}
            </p>
            <p className={styles.note}>{t(`overview.step.${step}.text`)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
};
