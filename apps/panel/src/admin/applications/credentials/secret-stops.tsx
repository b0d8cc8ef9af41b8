import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { certificateMethodOf } from './authentication';

/** Warns that the listed credentials are used immediately and the secret stops working. */
export const SecretStops = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  if (certificateMethodOf(client) !== null) return null;
  return (
    <Alert tone="warning" title={t('keys.switches')}>
      {t('keys.switches_text')}
    </Alert>
  );
};
