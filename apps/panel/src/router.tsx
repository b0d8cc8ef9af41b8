import { addNamespaces } from '@postern/i18n';
import { createBrowserRouter, Navigate } from 'react-router';
import { useAdministers } from './api/areas';
import { Shell } from './layout/shell';
import { NotFound } from './layout/not-found';
import { CrashNotice } from './layout/crash-notice';
import { PageSkeleton } from './layout/page-skeleton';

/** The overview for those who administer, their own profile for everyone else. */
const FirstPage = () => <Navigate to={useAdministers() ? '/admin/overview' : '/profile'} replace />;

/** All routes of the panel. Profile and administration are separate chunks, loaded on first use. */
export const createPanelRouter = () =>
  createBrowserRouter(
    [
      {
        element: <Shell />,
        errorElement: <CrashNotice />,
        hydrateFallbackElement: <PageSkeleton />,
        children: [
          { index: true, element: <FirstPage /> },
          {
            path: 'profile/*',
            lazy: async () => {
              const words = addNamespaces(['administration-errors']);
              const [{ ProfileRoutes }] = await Promise.all([import('./profile/profile-routes'), words]);
              return { Component: ProfileRoutes };
            },
          },
          {
            path: 'admin/*',
            lazy: async () => {
              const words = addNamespaces(['administration', 'administration-errors', 'access']);
              const [{ AdminRoutes }] = await Promise.all([import('./admin/admin-routes'), words]);
              return { Component: AdminRoutes };
            },
          },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
    { basename: '/panel' },
  );
