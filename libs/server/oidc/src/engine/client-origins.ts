import type { KoaContextWithOIDC, Client } from 'oidc-provider';
import { ownMetadataOf } from './client-metadata.js';

/** `null` is the origin of every sandboxed frame and local file, so it identifies no one. */
const isNamed = (origin: string): boolean => origin !== 'null' && origin !== '';

const originOf = (address: string): string | undefined => URL.parse(address)?.origin;

/** Origins whose scripts may read answers to this application: those it registered, and those of its redirect URIs. */
const originsOf = (client: Client): readonly (string | undefined)[] => [
  ...(ownMetadataOf(client).allowed_origins ?? []),
  ...(client.redirectUris ?? []).map(originOf),
];

/**
 * Whether a script of this origin may read the answer (Fetch, CORS protocol). Applications with a secret do not run in a browser, apart
 * from userinfo requests.
 */
export const mayReadFrom = (ctx: KoaContextWithOIDC, origin: string, client: Client): boolean =>
  isNamed(origin) &&
  (ctx.oidc.route === 'userinfo' || client.clientAuthMethod === 'none') &&
  originsOf(client).includes(origin);
