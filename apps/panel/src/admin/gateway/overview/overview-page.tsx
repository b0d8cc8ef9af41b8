import { useTranslation } from '@postern/i18n';
import { IfMay } from '../../../api/may';
import { ProblemAlert } from '../../../components/problem-alert';
import { Section } from '../../../layout/page';
import { GatewayPage } from '../shared/gateway-page';
import { FirstSteps } from './first-steps';
import { Inventory } from './inventory';
import { useGatewayStatus } from './overview.api';
import { StatusFacts } from './status-facts';
import { useInventory } from './use-inventory';

/** The gateway's status and inventory. */
export const OverviewPage = () => {
  const { t } = useTranslation('gateway');
  const { data: status, error } = useGatewayStatus();
  const inventory = useInventory();
  const begun = status === undefined || status.appliedApis > 0;

  return (
    <GatewayPage part="overview">
      <ProblemAlert error={error} />
      <StatusFacts status={status} />
      {!begun && (
        <IfMay scope="update:gateway">
          <Section title={t('overview.first_steps')}>
            <FirstSteps inventory={inventory} />
          </Section>
        </IfMay>
      )}
      <Section title={t('overview.inventory')}>
        <Inventory inventory={inventory} applied={status?.appliedApis} />
      </Section>
    </GatewayPage>
  );
};
