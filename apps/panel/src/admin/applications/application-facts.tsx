import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CopyButton } from '@postern/ui';
import type { ReactNode } from 'react';
import { Facts } from '../../components/facts';
import { When } from '../../components/when';
import { Section } from '../../layout/page';
import styles from './applications.module.css';
import { grantTypes } from './client-values';
import { useDurationText } from './duration-input';

const addresses = (uris: readonly (string | null)[]): ReactNode => {
  const given = uris.filter((uri) => uri !== null);
  if (given.length === 0) return null;
  return (
    <ul className={styles.list}>
      {given.map((uri) => (
        <li key={uri}>{uri}</li>
      ))}
    </ul>
  );
};

export const ApplicationFacts = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('panel');
  const duration = useDurationText();
  const grants = grantTypes
    .filter((type) => client.grant_types.includes(type))
    .map((type) => t(`applications.grant.${type}`));
  const yesNo = (value: boolean): string => t(value ? 'applications.yes' : 'applications.no');

  return (
    <>
      <Facts
        facts={[
          [
            t('applications.field.client_id'),
            <span className={styles.client}>
              <code>{client.client_id}</code>
              <CopyButton
                text={client.client_id}
                label={t('secret.copy', { name: t('applications.field.client_id') })}
              />
            </span>,
          ],
          [t('applications.field.app_type'), t(`applications.type.${client.app_type}.name`)],
          [t('applications.field.first_party'), yesNo(client.first_party)],
          [t('applications.column.updated'), <When at={client.updated_at} />],
        ]}
      />
      <Section title={t('applications.group.addresses')}>
        <Facts
          facts={[
            [t('applications.field.redirect_uris'), addresses(client.redirect_uris)],
            [t('applications.field.post_logout_redirect_uris'), addresses(client.post_logout_redirect_uris)],
            [t('applications.field.backchannel_logout_uri'), addresses([client.backchannel_logout_uri])],
            [t('applications.field.client_uri'), addresses([client.client_uri])],
            [t('applications.field.policy_uri'), addresses([client.policy_uri])],
            [t('applications.field.tos_uri'), addresses([client.tos_uri])],
          ]}
        />
      </Section>
      <Section title={t('applications.group.tokens')}>
        <Facts
          facts={[
            [t('applications.field.grant_types'), grants.join(', ')],
            [
              t('applications.field.token_endpoint_auth_method'),
              t(`applications.auth_method.${client.token_endpoint_auth_method ?? 'client_secret_basic'}`),
            ],
            [t('applications.field.id_token_signed_response_alg'), client.id_token_signed_response_alg],
            [t('applications.field.access_token_ttl'), duration(client.access_token_ttl)],
            [t('applications.field.refresh_token_ttl'), duration(client.refresh_token_ttl)],
            [t('applications.field.scopes'), <code>{client.scopes.join(' ')}</code>],
          ]}
        />
      </Section>
    </>
  );
};
