import { addNamespaces } from '@postern/i18n';
import { createBrowserRouter, Navigate } from 'react-router';
import { Shell } from './layout/shell';
import { NotFound } from './layout/not-found';
import { CrashNotice } from './layout/crash-notice';
import { PageSkeleton } from './layout/page-skeleton';

/** All routes of the panel. Profile and administration are separate chunks, loaded on first use. */
export const createPanelRouter = () =>
  createBrowserRouter(
    [
      {
        element: <Shell />,
        errorElement: <CrashNotice />,
        hydrateFallbackElement: <PageSkeleton />,
        children: [
          { index: true, element: <Navigate to="/profile" replace /> },
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
              const words = addNamespaces(['administration', 'administration-errors']);
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
