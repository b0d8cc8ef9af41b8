/** Where the engine's own form goes (OpenID Connect RP-Initiated Logout 1.0 §2); a page that is not ours cannot know `xsrf`. */
export const signOutAddress = '/oidc/session/end/confirm';

/** Tells how things stand: asks somebody who is signed in, and says to anybody else that it is done. */
const signOutQuestion = '/oidc/session/end';

/** To be called as an answer is sent, which is good only once: Back then asks the engine instead of sending it again. */
export const leaveQuestion = (): void => history.replaceState(null, '', signOutQuestion);

/** A sign-out that waits for the person's word. */
export interface SignOut {
  readonly xsrf: string;
  /** Whose sign-out this is, as its administrator named it; empty when nobody says. */
  readonly application: string;
  /** The application has proved that it speaks of this very person: nobody needs to be asked. */
  readonly confirmed: boolean;
}

/** Names of applications are not longer. */
const longestName = 100;

/** Reads `#xsrf=&application=&confirmed=`; null when there is nothing to confirm. */
export const readSignOut = (facts: URLSearchParams): SignOut | null => {
  const xsrf = facts.get('xsrf');
  if (!xsrf) return null;
  const application = (facts.get('application') ?? '').slice(0, longestName);
  return { xsrf, application, confirmed: facts.get('confirmed') === '1' };
};
