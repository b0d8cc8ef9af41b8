import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { Copyable } from '../../../components/copyable';
import { useDurationText } from '../../../components/duration-input';
import { Facts } from '../../../components/facts';
import { When } from '../../../components/when';
import { Section } from '../../../layout/page';
import { algorithmTexts, grantTexts, grantTypes } from './client-values';
import { useLevelChoices } from './level-choices';
import { RoleLevelsSection } from './role-levels';
import { ScopeFacts } from './scope-facts';
import styles from './settings.module.css';

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

export interface ApplicationFactsProps {
  readonly client: ClientRecord;
  readonly action?: ReactNode;
}

export const ApplicationFacts = ({ client, action }: ApplicationFactsProps) => {
  const { t } = useTranslation('panel');
  const duration = useDurationText();
  const { listed } = useLevelChoices();
  const isPanel = client.role_acr_values !== undefined;
  const grants = grantTypes
    .filter((type) => client.grant_types.includes(type))
    .map((type) => t(`applications.grant.${grantTexts[type]}`));
  const yesNo = (value: boolean): string => t(value ? 'applications.yes' : 'applications.no');
  const told = [
    client.scopes.includes('identifiers') && t('applications.identifiers.identifiers'),
    client.scopes.includes('certificate') && t('applications.identifiers.certificate'),
    client.scopes.includes('certificate:pem') && t('applications.identifiers.pem'),
    client.certificate_required && t('applications.identifiers.required'),
    client.pairwise_identifiers && t('applications.identifiers.pairwise'),
  ]
    .filter(Boolean)
    .join(', ');

  return (
    <>
      <Section title={t('administration:application.general')} action={action}>
        <Facts
          facts={[
            [
              t('applications.field.client_id'),
              <Copyable
                text={client.client_id}
                label={t('secret.copy', { name: t('applications.field.client_id') })}
              />,
            ],
            [t('applications.field.app_type'), t(`applications.type.${client.app_type}.name`)],
            [t('applications.field.first_party'), yesNo(client.first_party)],
            // Everyone can open the panel for their own profile; the levels needed to administer follow below.
            ...(isPanel
              ? []
              : [[t('applications.field.accepted_acr_values'), listed(client.accepted_acr_values)] as const]),
            [t('applications.field.acr_requests'), t(`applications.acr_requests.${client.acr_requests}`)],
            [t('applications.identifiers.title'), told || t('facts.none')],
            [t('applications.column.updated'), <When at={client.updated_at} />],
          ]}
        />
      </Section>
      {isPanel && <RoleLevelsSection client={client} />}
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
              t('applications.field.id_token_signed_response_alg'),
              t(`applications.field.${algorithmTexts[client.id_token_signed_response_alg]}`),
            ],
            [t('applications.field.access_token_ttl'), duration(client.access_token_ttl)],
            [t('applications.field.refresh_token_ttl'), duration(client.refresh_token_ttl)],
            [t('applications.field.scopes'), <ScopeFacts scopes={client.scopes} />],
          ]}
        />
      </Section>
    </>
  );
};
