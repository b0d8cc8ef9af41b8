import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { certificateMethodOf } from './authentication';

/** What is listed is in use at once; whoever has a secret has to know. */
export const SecretStops = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  if (certificateMethodOf(client) !== null) return null;
  return (
    <Alert tone="warning" title={t('keys.switches')}>
      {t('keys.switches_text')}
    </Alert>
  );
};
