import { Skeleton } from '@mantine/core';
import type { GatewayStatus } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert, CopyButton } from '@postern/ui';
import { Link } from 'react-router';
import { Badge } from '../../../components/badge';
import { CodeBlock } from '../../../components/code-block';
import { Facts } from '../../../components/facts';
import { When } from '../../../components/when';
import styles from './overview.module.css';
import { useLastApply } from './overview.api';

type State = 'serving' | 'moving' | 'away' | 'idle' | 'off';

export const stateOf = ({ enabled, serving, wanted }: GatewayStatus): State => {
  if (!enabled) return 'off';
  if (serving === null && wanted === 0) return 'idle';
  if (serving === wanted) return 'serving';
  return serving === null ? 'away' : 'moving';
};

const tones = { serving: 'good', moving: 'accent', away: 'warning', idle: 'neutral', off: 'neutral' } as const;

const LastApply = () => {
  const { t } = useTranslation('gateway');
  const { data: event, isPending } = useLastApply();
  if (isPending) return <Skeleton height={14} width={160} />;
  if (!event) return t('overview.never_applied');
  return (
    <span>
      <When at={event.at} /> {event.actor && t('overview.applied_by', { name: event.actor.name })}
    </span>
  );
};

/** What the gateway serves and where; problems are highlighted. */
export const StatusFacts = ({ status }: { readonly status: GatewayStatus | undefined }) => {
  const { t } = useTranslation('gateway');
  if (!status) return <Skeleton height={200} />;
  const { origin, serving, wanted, refused } = status;
  const state = stateOf(status);
  const configuration = {
    off: null,
    idle: t('overview.idle'),
    serving: t('overview.serving', { number: String(wanted) }),
    moving: t('overview.moving', { serving: String(serving), wanted: String(wanted) }),
    away: t('overview.nothing_served', { wanted: String(wanted) }),
  }[state];

  return (
    <div className={styles.status}>
      {state === 'off' && (
        <Alert tone="info" title={t('overview.off_title')}>
          {t('overview.off_text')}
        </Alert>
      )}
      {refused && (
        <div className={styles.refused}>
          <Alert title={t('overview.refused_title', { number: String(refused.generation) })}>
            {t('overview.refused_text')} <When at={refused.at} />
          </Alert>
          <CodeBlock label={t('apis.applying.nginx_label')} copyLabel={t('apis.applying.copy')} code={refused.reason} />
        </div>
      )}
      <Facts
        facts={[
          [
            t('overview.status'),
            <Badge key="state" tone={tones[state]}>
              {t(`overview.state.${state}`)}
            </Badge>,
          ],
          [
            t('overview.address'),
            <span key="address" className={styles.address}>
              <code>{origin}</code>
              <CopyButton text={origin} label={t('apis.copy_address', { name: t('title') })} />
            </span>,
          ],
          [t('overview.configuration'), configuration],
          [t('overview.last_apply'), <LastApply key="last" />],
        ]}
      />
      <p>
        <Link to="/admin/events?type=gateway.call_refused">{t('overview.refused_calls')}</Link>
      </p>
    </div>
  );
};
