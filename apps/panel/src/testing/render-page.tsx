import { notifications } from '@mantine/notifications';
import { startI18n } from '@postern/i18n';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import type { ApiClient } from '@postern/api-client';
import { ApiContext } from '../api/api-context';
import { createQueryClient } from '../api/query-client';
import { KitProvider } from '../theme/kit-provider';
import { stubBrowser } from './stub-browser';

/** Shows a page at an address, in English, with the API given; other addresses show their own path. */
export const renderPage = async (page: ReactElement, api: ApiClient, path = '/'): Promise<void> => {
  stubBrowser();
  // Files share one window: a toast of the test before would still be there.
  notifications.clean();
  await startI18n({
    language: 'en',
    namespaces: ['panel', 'errors', 'administration', 'administration-errors', 'gateway'],
  });
  const { pathname } = new URL(path, 'https://panel.test');
  const routes = [
    { path: pathname, element: page },
    { path: '*', element: <p>another page</p> },
  ];
  render(
    <KitProvider>
      <ApiContext value={api}>
        <QueryClientProvider client={createQueryClient()}>
          <RouterProvider router={createMemoryRouter(routes, { initialEntries: [path] })} />
        </QueryClientProvider>
      </ApiContext>
    </KitProvider>,
  );
};
