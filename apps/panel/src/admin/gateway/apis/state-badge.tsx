import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Badge } from '../../../components/badge';

const tones = { draft: 'neutral', applied: 'good', changed: 'accent', refused: 'bad' } as const;

/** State of an API: draft, applied, changed since, or refused at the last attempt. */
export const StateBadge = ({ api: { state, refused } }: { readonly api: GatewayApi }) => {
  const { t } = useTranslation('gateway');
  const shown = refused ? 'refused' : state;
  return <Badge tone={tones[shown]}>{t(`apis.state.${shown}`)}</Badge>;
};
