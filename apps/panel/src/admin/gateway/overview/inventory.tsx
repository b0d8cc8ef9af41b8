import { Skeleton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { Badge } from '../../../components/badge';
import { gatewayPath } from '../shared/gateway-page';
import styles from './overview.module.css';
import type { GatewayInventory } from './use-inventory';

const parts = ['apis', 'upstreams', 'certificates', 'callers', 'trust_anchors'] as const;

export interface InventoryProps {
  readonly inventory: GatewayInventory;
  /** Applied APIs. */
  readonly applied: number | undefined;
}

/** Counts, each linked to its list. */
export const Inventory = ({ inventory, applied }: InventoryProps) => {
  const { t, i18n } = useTranslation('gateway');
  const number = new Intl.NumberFormat(i18n.language);
  const { apis, expiring } = inventory;
  const notes: Partial<Readonly<Record<(typeof parts)[number], React.ReactNode>>> = {
    apis:
      apis && applied !== undefined
        ? applied < apis
          ? t('overview.applied', { applied, rest: apis - applied })
          : t('overview.all_applied')
        : null,
    certificates: expiring > 0 && <Badge tone="warning">{t('overview.expiring', { count: expiring })}</Badge>,
  };
  return (
    <ul className={styles.counts}>
      {parts.map((part) => {
        const count = inventory[part];
        return (
          <li key={part}>
            <Link to={gatewayPath(part)} className={styles.count}>
              <span>{t(`tab.${part}`)}</span>
              <strong>{count === undefined ? <Skeleton height={28} width={32} /> : number.format(count)}</strong>
              <span className={styles.note}>{notes[part]}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
};
