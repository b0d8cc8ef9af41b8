import { Skeleton } from '@mantine/core';
import type { ManagementScope, OrganizationRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { use } from 'react';
import type { ReactNode } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { GrantedScopes, useMay } from '../../api/may';
import { OrganizationScope } from '../../api/organization-scope';
import { useAdministeredOrganizations } from '../../api/own-organizations';
import { Badge } from '../../components/badge';
import { ProblemAlert } from '../../components/problem-alert';
import { Tabs } from '../../components/tabs';
import { Page } from '../../layout/page';
import { OrganizationAppearanceTab } from '../appearance/appearance-tab';
import { ApplicationPage } from '../applications/application-page';
import { ApplicationsPlace } from '../applications/applications-place';
import { EventsPage } from '../events/events-page';
import { SignInMethodsPage } from '../sign-in-methods/sign-in-methods-page';
import { DomainsTab } from './domains-tab';
import { MembersTab } from './members-tab';
import { OrganizationApplicationsTab } from './organization-applications-tab';
import { OrganizationSettingsTab } from './organization-settings-tab';
import { OverviewTab } from './overview-tab';
import { useOrganization } from '../api/organizations.api';

interface Part {
  readonly scope: ManagementScope;
  readonly Content: (props: { readonly organization: OrganizationRecord }) => ReactNode;
}

/** Tabs by the last segment of their path; the first tab has none. */
const parts = {
  overview: { scope: 'read:organizations', Content: OverviewTab },
  members: { scope: 'read:organizations', Content: MembersTab },
  applications: { scope: 'read:clients', Content: OrganizationApplicationsTab },
  'sign-in-methods': { scope: 'read:sign_in_methods', Content: SignInMethodsPage },
  domains: { scope: 'read:organizations', Content: DomainsTab },
  appearance: { scope: 'read:appearance', Content: OrganizationAppearanceTab },
  events: { scope: 'read:audit_events', Content: EventsPage },
  settings: { scope: 'update:organizations', Content: OrganizationSettingsTab },
} as const satisfies Record<string, Part>;
type PartName = keyof typeof parts;

const isPart = (text: string): text is PartName => text in parts;

/** One organization, with what the person may do in it, by their role in the system or there. */
export const OrganizationPage = () => {
  const { organizationId: id = '' } = useParams();
  const granted = use(GrantedScopes);
  const own = useAdministeredOrganizations();
  const there = own?.find((one) => one.id === id)?.scopes ?? [];
  return (
    <GrantedScopes value={new Set([...granted, ...there])}>
      <OrganizationScope value={{ id, limited: !granted.has('read:users') }}>
        <Routes>
          <Route path="applications/:id/*" element={<OwnApplication organizationId={id} />} />
          <Route path="*" element={<Organization id={id} />} />
        </Routes>
      </OrganizationScope>
    </GrantedScopes>
  );
};

const OwnApplication = ({ organizationId }: { readonly organizationId: string }) => {
  const { t } = useTranslation('administration');
  const { data: organization } = useOrganization(organizationId);
  const label = organization?.name ?? t('organizations.applications');
  return (
    <ApplicationsPlace value={{ path: `/admin/organizations/${organizationId}/applications`, label }}>
      <ApplicationPage />
    </ApplicationsPlace>
  );
};

const Organization = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('administration');
  const { '*': rest = '' } = useParams();
  const may = useMay();
  const { data: organization, error } = useOrganization(id);
  const back = may('create:organizations')
    ? { to: '/admin/organizations', label: t('organizations.title') }
    : undefined;
  if (!organization) {
    return (
      <Page title={t('organizations.title')} back={back} error={error}>
        {error ? <ProblemAlert error={error} /> : <Skeleton height={320} />}
      </Page>
    );
  }
  const address = `/admin/organizations/${id}`;
  const part = rest === '' ? 'overview' : rest;
  if (!isPart(part) || rest === 'overview' || !may(parts[part].scope)) return <Navigate to={address} replace />;
  const addressOf = (one: PartName): string => (one === 'overview' ? address : `${address}/${one}`);
  const { Content } = parts[part];

  return (
    <Page
      title={organization.name}
      back={back}
      part={part === 'overview' ? undefined : t(`organizations.part.${part}`)}
      badge={organization.status === 'suspended' && <Badge tone="bad">{t('organizations.status.suspended')}</Badge>}
    >
      <Tabs
        label={t('organizations.parts', { name: organization.name })}
        tabs={(Object.keys(parts) as PartName[])
          .filter((one) => may(parts[one].scope))
          .map((one) => ({ to: addressOf(one), label: t(`organizations.part.${one}`) }))}
        current={addressOf(part)}
      >
        <Content organization={organization} />
      </Tabs>
    </Page>
  );
};
