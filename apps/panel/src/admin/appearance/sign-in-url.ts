import { generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi';

/**
 * An authorization request to look at the sign-in page of an application. Nobody waits for its answer: the application refuses one that it
 * did not ask for, and nobody knows the code verifier. Null if the application signs nobody in.
 */
export const signInUrl = (clientId: string, redirectUri: string | undefined): string | null => {
  if (redirectUri === undefined) return null;
  const parameters = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    prompt: 'login',
    state: generateRandomState(),
    code_challenge: generateRandomCodeVerifier(),
    code_challenge_method: 'S256',
  });
  return `/oidc/auth?${parameters.toString()}`;
};
