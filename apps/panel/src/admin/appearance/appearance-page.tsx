import { Skeleton } from '@mantine/core';
import { type ClientRecord, type OrganizationRecord, panelClientId } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { ProblemAlert } from '../../components/problem-alert';
import { Page } from '../../layout/page';
import { AppearanceEditor } from './appearance-editor';
import { useAppearance } from './appearance.api';
import { signInUrl } from './sign-in-url';

/** How the sign-in page looks for every application that sets nothing of its own. */
export const AppearancePage = () => {
  const { t } = useTranslation('appearance');
  const { data, error } = useAppearance(null);
  return (
    <Page title={t('title')} description={t('description')} error={error}>
      <ProblemAlert error={error} />
      {data ? (
        <AppearanceEditor
          owner={null}
          record={data}
          application={t('sample_application')}
          openUrl={signInUrl(panelClientId, `${location.origin}/panel/callback`)}
        />
      ) : (
        !error && <Skeleton height={400} />
      )}
    </Page>
  );
};

export interface AppearanceOfApplicationProps {
  readonly client: ClientRecord;
}

/** The same for one application. */
export const AppearanceOfApplication = ({ client }: AppearanceOfApplicationProps) => {
  const { data, error } = useAppearance({ clientId: client.client_id });
  if (!data) return error ? <ProblemAlert error={error} /> : <Skeleton height={400} />;
  return (
    <AppearanceEditor
      owner={{ clientId: client.client_id }}
      record={data}
      application={client.name}
      openUrl={signInUrl(client.client_id, client.redirect_uris[0])}
    />
  );
};

export interface AppearanceOfOrganizationProps {
  readonly organization: OrganizationRecord;
}

/** The same for the applications of an organization. */
export const AppearanceOfOrganization = ({ organization }: AppearanceOfOrganizationProps) => {
  const { t } = useTranslation('appearance');
  const owner = { organizationId: organization.id };
  const { data, error } = useAppearance(owner);
  if (!data) return error ? <ProblemAlert error={error} /> : <Skeleton height={400} />;
  return <AppearanceEditor owner={owner} record={data} application={t('sample_application')} openUrl={null} />;
};
