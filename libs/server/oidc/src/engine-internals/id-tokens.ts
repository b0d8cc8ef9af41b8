import type Provider from 'oidc-provider';
import { internalsOf } from './engine-internals.js';

/** Checks an ID token that this engine issued, as for `id_token_hint`; rejects with an error of the engine's own. */
export const validateIdToken = (
  provider: Provider,
  token: string,
  client: object | undefined,
): Promise<{ readonly payload: { readonly sub?: unknown } }> => internalsOf(provider).IdToken.validate(token, client);
