import type { InteractionView } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';

/** What people who do not administer read while maintenance is in progress; they can tell before they sign in. */
export const MaintenanceNotice = ({ texts }: { readonly texts: NonNullable<InteractionView['maintenance']> }) => {
  const { t, i18n } = useTranslation('refusal');
  return <Alert tone="warning" title={texts[i18n.language] ?? t('reason.maintenance')} />;
};
