import { addNamespaces, useTranslation } from '@postern/i18n';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { areaNames, areas } from '../api/areas';
import { useMay, useOnlyReads } from '../api/may';
import { useAdministeredOrganizations } from '../api/own-organizations';
import { CodeAlert } from '../components/problem-alert';
import { NotFound } from '../layout/not-found';
import { Page } from '../layout/page';
import { PageSkeleton } from '../layout/page-skeleton';
import { ApisPage } from './apis/apis-page';
import { ApplicationPage } from './applications/application-page';
import { ApplicationsPage } from './applications/applications-page';
import { OrganizationPage } from './organizations/organization-page';
import { OrganizationsPage } from './organizations/organizations-page';
import { ClientTrustAnchorsPage } from './trust-anchors/trust-anchors-page';
import { EventsPage } from './events/events-page';
import { ProfileFieldsPage } from './profile-fields/profile-fields-page';
import { GroupPage } from './groups/group-page';
import { GroupsPage } from './groups/groups-page';
import { RevocationPage } from './revocation/revocation-page';
import { CertificatesPage } from './inventory/certificates-page';
import { SignInMethodsPage } from './sign-in-methods/sign-in-methods-page';
import { ImportUsersPage } from './users/import-users-page';
import { UserImportPage } from './users/user-import-page';
import { UserPage } from './users/user-page';
import { ReadOnlyNotice } from './read-only-notice';
import { UsersPage } from './users/users-page';

/** Loaded on first use, together with its texts. */
const GatewayRoutes = lazy(async () => {
  const words = addNamespaces(['gateway']);
  const [{ GatewayRoutes: Component }] = await Promise.all([import('./gateway/gateway-routes'), words]);
  return { default: Component };
});

/** Loaded on first use, together with its texts. */
const OverviewPage = lazy(async () => {
  const words = addNamespaces(['overview']);
  const [{ OverviewPage: Component }] = await Promise.all([import('./overview/overview-page'), words]);
  return { default: Component };
});

/** Loaded on first use, together with its texts. */
const AppearancePage = lazy(async () => {
  const words = addNamespaces(['appearance']);
  const [{ AppearancePage: Component }] = await Promise.all([import('./appearance/appearance-page'), words]);
  return { default: Component };
});

/** Loaded on first use, together with its texts. */
const SystemSettingsPage = lazy(async () => {
  const words = addNamespaces(['settings']);
  const [{ SystemSettingsPage: Component }] = await Promise.all([
    import('./system-settings/system-settings-page'),
    words,
  ]);
  return { default: Component };
});

/** Pages, each with the scope that may read it. The server checks again at every request. */
export const AdminRoutes = () => {
  const { t } = useTranslation('panel');
  const { '*': path = '' } = useParams();
  const may = useMay();
  const onlyReads = useOnlyReads();
  const readable = areaNames.filter((area) => may(areas[area]));
  const [first = '', id = ''] = path.split('/');
  const area = areaNames.find((name) => name === first);
  if (first === 'organizations' && id !== '' && !readable.includes('organizations')) return <OwnOrganization id={id} />;
  if (readable.length === 0 || (area && !readable.includes(area))) {
    return (
      <Page title={t('nav.administration')}>
        <CodeAlert code="token.insufficient_role" />
      </Page>
    );
  }
  return (
    <>
      {onlyReads && <ReadOnlyNotice />}
      <AreaRoutes />
    </>
  );
};

/** People without a role in the system open the organizations that they help to administer. */
const OwnOrganization = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('panel');
  const own = useAdministeredOrganizations();
  if (own === undefined) return <PageSkeleton />;
  if (own.some((one) => one.id === id)) return <AreaRoutes />;
  return (
    <Page title={t('nav.organizations')}>
      <CodeAlert code="token.insufficient_role" />
    </Page>
  );
};

const AreaRoutes = () => (
  <Routes>
    <Route index element={<Navigate to="overview" replace />} />
    <Route
      path="overview"
      element={
        <Suspense fallback={<PageSkeleton />}>
          <OverviewPage />
        </Suspense>
      }
    />
    <Route path="users" element={<UsersPage />} />
    <Route path="users/import" element={<ImportUsersPage />} />
    <Route path="users/import/:id" element={<UserImportPage />} />
    <Route path="users/:id" element={<UserPage />} />
    <Route path="groups" element={<GroupsPage />} />
    <Route path="groups/:id" element={<GroupPage />} />
    <Route path="fields" element={<ProfileFieldsPage />} />
    <Route path="organizations" element={<OrganizationsPage />} />
    <Route path="organizations/:organizationId/*" element={<OrganizationPage />} />
    <Route path="applications" element={<ApplicationsPage />} />
    <Route path="applications/:id/*" element={<ApplicationPage />} />
    <Route path="apis" element={<ApisPage />} />
    <Route path="trust-anchors" element={<ClientTrustAnchorsPage />} />
    <Route path="certificates" element={<CertificatesPage />} />
    <Route path="revocation" element={<RevocationPage />} />
    <Route
      path="gateway/*"
      element={
        <Suspense fallback={<PageSkeleton />}>
          <GatewayRoutes />
        </Suspense>
      }
    />
    <Route
      path="settings"
      element={
        <Suspense fallback={<PageSkeleton />}>
          <SystemSettingsPage />
        </Suspense>
      }
    />
    <Route path="events" element={<EventsPage />} />
    <Route
      path="appearance"
      element={
        <Suspense fallback={<PageSkeleton />}>
          <AppearancePage />
        </Suspense>
      }
    />
    <Route path="sign-in-methods" element={<SignInMethodsPage />} />
    <Route path="*" element={<NotFound />} />
  </Routes>
);
