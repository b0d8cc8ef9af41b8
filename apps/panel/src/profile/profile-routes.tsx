import { Route, Routes } from 'react-router';
import { NotFound } from '../layout/not-found';
import { ActivityPage } from './activity/activity-page';
import { ConnectedApplicationsPage } from './applications/connected-applications-page';
import { IdentifiersPage } from './identifiers/identifiers-page';
import { LinkPage } from './linking/link-page';
import { MainInformationPage } from './main-information/main-information-page';
import { SessionsPage } from './sessions/sessions-page';

/** The profile pages, available to everyone. */
export const ProfileRoutes = () => (
  <Routes>
    <Route index element={<MainInformationPage />} />
    <Route path="identifiers" element={<IdentifiersPage />} />
    <Route path="link" element={<LinkPage />} />
    <Route path="applications" element={<ConnectedApplicationsPage />} />
    <Route path="sessions" element={<SessionsPage />} />
    <Route path="activity" element={<ActivityPage />} />
    <Route path="*" element={<NotFound />} />
  </Routes>
);
