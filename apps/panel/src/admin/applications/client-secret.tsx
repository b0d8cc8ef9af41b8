import type { ClientWithSecret } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { SecretDialog } from '../../components/secret-dialog';

export interface ClientSecretProps {
  readonly client: ClientWithSecret | null;
  readonly onClose: () => void;
}

/** The client id and the new secret, for the integrator to copy. */
export const ClientSecret = ({ client, onClose }: ClientSecretProps) => {
  const { t } = useTranslation('panel');
  return (
    <SecretDialog
      title={t('applications.secret_title', { name: client?.name ?? '' })}
      fields={
        client && [
          { label: t('applications.field.client_id'), value: client.client_id },
          { label: t('applications.field.client_secret'), value: client.client_secret ?? '' },
        ]
      }
      onClose={onClose}
    />
  );
};
