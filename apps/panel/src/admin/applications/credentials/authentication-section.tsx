import { Button, Switch } from '@mantine/core';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../../api/may';
import { ProblemAlert } from '../../../components/problem-alert';
import { toast } from '../../../components/toast';
import { Section } from '../../../layout/page';
import { choiceOf, showsCertificate } from './authentication';
import styles from './credentials.module.css';
import { useBindTokens } from './credentials.api';

export interface AuthenticationSectionProps {
  readonly client: ClientRecord;
  readonly onChange: () => void;
}

/** How the application proves who it is, and whether its tokens are bound to that proof. */
export const AuthenticationSection = ({ client, onChange }: AuthenticationSectionProps) => {
  const { t } = useTranslation('administration');
  const mayChange = useMay()('update:clients') && !client.built_in;
  const bind = useBindTokens(client.client_id);
  const choice = choiceOf(client);
  const bound = bind.isPending ? bind.variables : client.tls_client_certificate_bound_access_tokens;
  const sent = choice === 'client_secret' && client.token_endpoint_auth_method;

  return (
    <Section
      title={t('authentication.title')}
      description={t('authentication.description')}
      action={
        mayChange && (
          <Button variant="default" onClick={onChange}>
            {t('authentication.change')}
          </Button>
        )
      }
    >
      <div className={styles.card}>
        <p className={styles.method}>{t(`authentication.choice.${choice}.name`)}</p>
        <p className={styles.hint}>{t(`authentication.choice.${choice}.text`)}</p>
        {sent && <p className={styles.hint}>{t(`panel:applications.auth_method.${sent}`)}</p>}
      </div>
      {!client.built_in && (
        <>
          <Switch
            className={styles.bound}
            label={t('authentication.bound')}
            description={[
              t('authentication.bound_hint'),
              !showsCertificate(choice) && t('authentication.bound_besides'),
            ]
              .filter(Boolean)
              .join(' ')}
            checked={bound}
            disabled={!mayChange}
            onChange={({ currentTarget }) =>
              bind.mutate(currentTarget.checked, {
                onSuccess: (changed) =>
                  toast(
                    t(
                      changed.tls_client_certificate_bound_access_tokens
                        ? 'authentication.bound_on'
                        : 'authentication.bound_off',
                    ),
                  ),
              })
            }
          />
          <ProblemAlert error={bind.error} />
        </>
      )}
    </Section>
  );
};
