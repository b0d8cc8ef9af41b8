import { addNamespaces, useTranslation } from '@postern/i18n';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { administrationRoles } from '../api/roles';
import { useMe } from '../api/me';
import { CodeAlert } from '../components/problem-alert';
import { NotFound } from '../layout/not-found';
import { Page } from '../layout/page';
import { PageSkeleton } from '../layout/page-skeleton';
import { ApisPage } from './apis/apis-page';
import { ApplicationPage } from './applications/application-page';
import { ApplicationsPage } from './applications/applications-page';
import { ClientAuthoritiesPage } from './client-authorities/client-authorities-page';
import { EventsPage } from './events/events-page';
import { GroupPage } from './groups/group-page';
import { GroupsPage } from './groups/groups-page';
import { LoginMethodsPage } from './login-methods/login-methods-page';
import { UserPage } from './users/user-page';
import { UsersPage } from './users/users-page';

/** Fetched when first needed, with its words. */
const GatewayRoutes = lazy(async () => {
  const words = addNamespaces(['gateway']);
  const [{ GatewayRoutes: Component }] = await Promise.all([import('./gateway/gateway-routes'), words]);
  return { default: Component };
});

/** Pages for owners and administrators. The server checks the role again at every request. */
export const AdminRoutes = () => {
  const { t } = useTranslation('panel');
  const { data: me } = useMe();
  if (!me) return <PageSkeleton />;
  if (!administrationRoles.includes(me.role)) {
    return (
      <Page title={t('nav.administration')}>
        <CodeAlert code="token.insufficient_role" />
      </Page>
    );
  }
  return (
    <Routes>
      <Route index element={<Navigate to="users" replace />} />
      <Route path="users" element={<UsersPage />} />
      <Route path="users/:id" element={<UserPage />} />
      <Route path="groups" element={<GroupsPage />} />
      <Route path="groups/:id" element={<GroupPage />} />
      <Route path="applications" element={<ApplicationsPage />} />
      <Route path="applications/:id/*" element={<ApplicationPage />} />
      <Route path="apis" element={<ApisPage />} />
      <Route path="client-authorities" element={<ClientAuthoritiesPage />} />
      <Route
        path="gateway/*"
        element={
          <Suspense fallback={<PageSkeleton />}>
            <GatewayRoutes />
          </Suspense>
        }
      />
      <Route path="events" element={<EventsPage />} />
      <Route path="login-methods" element={<LoginMethodsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
};
