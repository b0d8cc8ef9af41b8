/** Target of the engine's own form (OpenID Connect RP-Initiated Logout 1.0 §2); other sites cannot know `xsrf`. */
export const signOutAddress = '/oidc/session/end/confirm';

/** Shows the current state: asks people who are signed in, and tells everyone else that they are signed out. */
const signOutQuestion = '/oidc/session/end';

/**
 * Call this when the answer is sent. It works only once, so the Back button must ask the engine again, not resend it.
 */
export const leaveQuestion = (): void => history.replaceState(null, '', signOutQuestion);

/** A sign-out that awaits confirmation. */
export interface SignOut {
  readonly xsrf: string;
  /** The application that requested it, as its administrator named it; empty if unknown. */
  readonly application: string;
  /** The application has proved that it means this person, so no confirmation is needed. */
  readonly confirmed: boolean;
}

/** Maximum length of an application's name. */
const longestName = 100;

/** Reads `#xsrf=&application=&confirmed=`; null if there is nothing to confirm. */
export const readSignOut = (facts: URLSearchParams): SignOut | null => {
  const xsrf = facts.get('xsrf');
  if (!xsrf) return null;
  const application = (facts.get('application') ?? '').slice(0, longestName);
  return { xsrf, application, confirmed: facts.get('confirmed') === '1' };
};
