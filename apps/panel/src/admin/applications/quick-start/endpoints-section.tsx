import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Copyable } from '../../../components/copyable';
import { Facts } from '../../../components/facts';
import { ProblemAlert } from '../../../components/problem-alert';
import { Section } from '../../../layout/page';
import { choiceOf, showsCertificate } from '../credentials/authentication';
import { useDiscovery } from '../credentials/use-example-client';

/** The URLs that every client library needs. */
export const EndpointsSection = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('administration');
  const { data: server, error } = useDiscovery();
  const signsIn = client.grant_types.includes('authorization_code');
  const byTls = showsCertificate(choiceOf(client));
  const endpoints =
    server &&
    ([
      ['issuer', server.issuer],
      ['discovery', `${server.issuer}/.well-known/openid-configuration`],
      ...(signsIn ? ([['authorization', server.authorization_endpoint]] as const) : []),
      ['token', byTls ? server.mtls_endpoint_aliases?.token_endpoint : server.token_endpoint],
      ...(signsIn
        ? ([
            ['userinfo', server.userinfo_endpoint],
            ['end_session', server.end_session_endpoint],
          ] as const)
        : []),
      ['jwks', server.jwks_uri],
    ] as const);
  const copyable = (name: string, text: string | undefined) =>
    [name, text === undefined ? null : <Copyable text={text} label={t('panel:secret.copy', { name })} />] as const;

  return (
    <Section title={t('quick_start.title')} description={t('quick_start.description')}>
      <ProblemAlert error={error} />
      <Facts
        facts={[
          copyable(t('panel:applications.field.client_id'), client.client_id),
          ...(endpoints ?? []).map(([name, address]) => copyable(t(`quick_start.endpoint.${name}`), address)),
        ]}
      />
    </Section>
  );
};
