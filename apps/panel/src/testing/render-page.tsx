import { notifications } from '@mantine/notifications';
import { inEachLanguage, managementScopes } from '@postern/contracts';
import { panelFiles, startI18n } from '@postern/i18n';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import type { ApiClient } from '@postern/api-client';
import { ApiContext } from '../api/api-context';
import { GrantedScopes } from '../api/may';
import { typeNamesKey } from '../api/method-names';
import { createQueryClient } from '../api/query-client';
import { KitProvider } from '../theme/kit-provider';
import { stubBrowser } from './stub-browser';

/** Scopes of a manager's token: read access to everything. */
export const reading: readonly string[] = managementScopes.filter((scope) => scope.startsWith('read:'));

export interface RenderOptions {
  /** Scopes of the token; all of them by default. */
  readonly scopes?: readonly string[];
  /** Path of the route, if the page has routes of its own. */
  readonly pattern?: string;
}

/** Renders a page at a URL, in English, with the given API; other URLs show their own path. */
export const renderPage = async (
  page: ReactElement,
  api: ApiClient,
  path = '/',
  { scopes = managementScopes, pattern }: RenderOptions = {},
): Promise<void> => {
  stubBrowser();
  // Test files share one window: a toast from the previous test would remain.
  notifications.clean();
  await startI18n({
    language: 'en',
    files: panelFiles,
    namespaces: [
      'panel',
      'errors',
      'expiry',
      'certificate',
      'administration',
      'administration-errors',
      'access',
      'gateway',
      'overview',
      'search',
      'appearance',
    ],
  });
  const { pathname } = new URL(path, 'https://panel.test');
  const routes = [
    { path: pattern ?? pathname, element: page },
    { path: '*', element: <p>another page</p> },
  ];
  const queries = createQueryClient();
  queries.setQueryData(typeNamesKey, { password: inEachLanguage(() => 'Username and password') });
  render(
    <KitProvider env="test">
      <ApiContext value={api}>
        <GrantedScopes value={new Set(scopes)}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={createMemoryRouter(routes, { initialEntries: [path] })} />
          </QueryClientProvider>
        </GrantedScopes>
      </ApiContext>
    </KitProvider>,
  );
};
