import { Button } from '@mantine/core';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../../api/may';
import { Section } from '../../../layout/page';
import { choiceOf } from './authentication';
import { BoundSwitch, ReuseSwitch } from './authentication-switches';
import styles from './credentials.module.css';

export interface AuthenticationSectionProps {
  readonly client: ClientRecord;
  readonly onChange: () => void;
}

/** How the application authenticates, and whether its tokens are bound to its certificate. */
export const AuthenticationSection = ({ client, onChange }: AuthenticationSectionProps) => {
  const { t } = useTranslation('administration');
  const mayChange = useMay()('update:clients') && !client.built_in;
  const choice = choiceOf(client);
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
          <BoundSwitch client={client} disabled={!mayChange} />
          {choice === 'private_key_jwt' && <ReuseSwitch client={client} disabled={!mayChange} />}
        </>
      )}
    </Section>
  );
};
