import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { RouterProvider } from 'react-router';
import { ApiContext, apiFor } from './api/api-context';
import { GrantedScopes } from './api/may';
import { createQueryClient } from './api/query-client';
import { createPanelRouter } from './router';
import { NotSignedIn, OnTheWay } from './session/session-pages';
import type { Opening, Session } from './session/open-session';
import { SessionContext } from './session/session-context';

const leaving = { kind: 'leaving' } as const;
const unreachable = {
  kind: 'refused' as const,
  error: 'unreachable',
  retry: () => {
    location.reload();
    return Promise.resolve();
  },
};

/** Handles the sign-in response, then shows the pages. */
export const Panel = ({ opening }: { readonly opening: Promise<Opening> }) => {
  const [opened, setOpened] = useState<Opening>(leaving);
  useEffect(() => {
    opening.then(setOpened, () => setOpened(unreachable));
  }, [opening]);

  if (opened.kind === 'leaving') return <OnTheWay />;
  if (opened.kind === 'refused') {
    const retry = (): void => void opened.retry().catch(() => setOpened(unreachable));
    return <NotSignedIn reason={opened.error} onRetry={retry} />;
  }
  return <SignedIn session={opened.session} returnTo={opened.returnTo ?? '/'} />;
};

const SignedIn = ({ session, returnTo }: { readonly session: Session; readonly returnTo: string }) => {
  const [parts] = useState(() => {
    // The URL still contains the authorization code; keep it from the router and from the history.
    history.replaceState(null, '', `/panel${returnTo}`);
    return {
      api: apiFor(session),
      queries: createQueryClient(session.noteStaleProof, (levels) => void session.signInAtLevel(levels)),
      router: createPanelRouter(),
    };
  });
  const scopes = useSyncExternalStore(session.onRenewed, session.scopes);
  return (
    <SessionContext value={session}>
      <ApiContext value={parts.api}>
        <GrantedScopes value={scopes}>
          <QueryClientProvider client={parts.queries}>
            <RouterProvider router={parts.router} />
          </QueryClientProvider>
        </GrantedScopes>
      </ApiContext>
    </SessionContext>
  );
};
