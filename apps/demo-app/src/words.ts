import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

const contexts: Readonly<Record<string, string>> = {
  'urn:postern:acr:certificate': 'With a certificate: the private key stayed on your device.',
  'urn:postern:acr:certificate-hardware': 'With a certificate: its issuer says that the private key is in hardware.',
  'urn:postern:acr:certificate-low': 'With a certificate that was matched by a name in it.',
  'urn:postern:acr:two-factors': 'With a certificate that counts as two factors.',
  'urn:postern:acr:password': 'With a username and a password.',
};

/** RFC 8176 */
const methods: Readonly<Record<string, string>> = {
  pop: 'proved to have the private key',
  hwk: 'key kept in hardware',
  swk: 'key kept in software',
  pwd: 'password',
  otp: 'one-time code',
  mfa: 'more than one factor',
};

export const explainAcr = (acr: unknown): string | undefined => (typeof acr === 'string' ? contexts[acr] : undefined);

export const explainAmr = (amr: unknown): string | undefined =>
  Array.isArray(amr) ? amr.map((value) => methods[String(value)] ?? String(value)).join(', ') : undefined;

export interface Explanation {
  readonly title: string;
  readonly next: string;
  /** For support: the code, never a stack. */
  readonly code: string;
}

const authorizationErrors: Readonly<Record<string, Omit<Explanation, 'code'>>> = {
  access_denied: {
    title: 'You were not signed in',
    next: 'The sign-in was cancelled. You can start it again at any time.',
  },
  login_required: { title: 'Please sign in', next: 'Nobody is signed in at Postern in this browser.' },
  unmet_authentication_requirements: {
    title: 'This sign-in is not enough',
    next: 'This application asks for a way of signing in that you did not use, or that Postern does not offer. Try another way.',
  },
  temporarily_unavailable: { title: 'Postern is busy', next: 'Try again in a moment.' },
};

/** A proxy's own answer (502, an HTML page) means the issuer behind it is not there. */
const unreachable = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']);

/** What went wrong, in words, with what to do next. */
export const explainError = (error: unknown): Explanation => {
  if (error instanceof AuthorizationResponseError) {
    const known = authorizationErrors[error.error];
    return {
      ...(known ?? {
        title: 'Postern did not sign you in',
        next: 'Try again. If it keeps happening, show the code below to support.',
      }),
      code: error.error,
    };
  }
  if (error instanceof ResponseBodyError && error.error === 'invalid_grant') {
    return {
      title: 'This sign-in has run out',
      next: 'It was used before, took too long, or was ended. Sign in again.',
      code: error.error,
    };
  }
  if (error instanceof TypeError || (error instanceof ClientError && unreachable.has(error.code ?? ''))) {
    return {
      title: 'Postern cannot be reached',
      next: 'It may still be starting. Try again in a few seconds.',
      code: 'unreachable',
    };
  }
  return {
    title: 'Something went wrong',
    next: 'Try again. If it keeps happening, tell the people who run this demo.',
    code: 'unexpected',
  };
};

/** Somebody came back without (or with an old) `state`. */
export const unknownState: Explanation = {
  title: 'This sign-in was not started here',
  next: 'It took too long, was finished already, or began in another browser. Start it again.',
  code: 'unknown_state',
};

/** A second sign-in came back after the first one was finished. */
export const alreadySignedIn: Explanation = {
  title: 'You are signed in already',
  next: 'Another sign-in in this browser, perhaps in another tab, was finished first. You are signed in as shown below; go on here.',
  code: 'already_signed_in',
};

/** `in 9 minutes`, `12 seconds ago`; coarse on purpose. */
export const fromNow = (at: number, now: number): string => {
  const seconds = Math.round((at - now) / 1000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(seconds) < 60) return format.format(seconds, 'second');
  if (Math.abs(seconds) < 3600) return format.format(Math.round(seconds / 60), 'minute');
  return format.format(Math.round(seconds / 3600), 'hour');
};
