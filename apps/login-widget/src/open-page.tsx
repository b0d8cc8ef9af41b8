import type { ReactElement } from 'react';
import { App } from './app';
import { preloadAttemptScreens } from './attempt-screens';
import { pageName, readAddress, readFacts, type PageLocation } from './interaction/address';
import type { Given } from './interaction/given-sign-in';
import { createInteractionApi } from './interaction/interaction.api';
import { readSignOut } from './interaction/sign-out';
import { readStop, type Stop } from './interaction/stop-reason';
import { HelpScreen } from './screens/help.screen';
import { SignOutScreen } from './screens/sign-out.screen';
import { SignedOutScreen } from './screens/signed-out.screen';
import { StoppedScreen } from './screens/stopped.screen';

const staleSignOut: Stop = { reason: 'stale_sign_out', code: 'sign_out_not_found', requestId: null };

/** The page for a URL: a sign-in by its id, or a page that the protocol engine redirects to. */
export const openPage = (location: PageLocation, given: Given | null = null): ReactElement => {
  const facts = readFacts(location);
  switch (pageName(location)) {
    case '':
      return (
        <StoppedScreen stop={{ reason: 'interaction.not_found', code: 'interaction.not_found', requestId: null }} />
      );
    case 'help':
      return <HelpScreen />;
    case 'error':
      return <StoppedScreen stop={readStop(facts)} />;
    case 'sign-out': {
      const signOut = readSignOut(facts);
      return signOut ? <SignOutScreen {...signOut} /> : <StoppedScreen stop={staleSignOut} />;
    }
    case 'signed-out':
      return (
        <SignedOutScreen ending={facts.has('deleted') ? 'deleted' : facts.has('still') ? 'still' : 'signed_out'} />
      );
    default:
      return openSignIn(location, given);
  }
};

/** Requests the view at once, in parallel with the texts, unless it came along with the page. */
const openSignIn = (location: PageLocation, given: Given | null): ReactElement => {
  const address = readAddress(location);
  const api = createInteractionApi(address, given?.offset);
  const first = given ? Promise.resolve(given.view) : api.view();
  first.catch(() => undefined);
  if (address.attempt !== null) preloadAttemptScreens();
  return <App address={address} api={api} first={first} />;
};
