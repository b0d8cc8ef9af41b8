import type { ActiveCredential } from '../credentials/active-credential.js';
import { algorithmsOf } from '../credentials/assertion-algorithms.js';

type Metadata = Readonly<Record<string, unknown>>;

/** RFC 7517 §4: the key with the names of its certificate, by which requests choose it. */
const jwkOf = ({ publicJwk, alg, names, method }: ActiveCredential): object => ({
  ...publicJwk,
  use: 'sig',
  ...(alg !== null && method === 'private_key_jwt' && { alg }),
  ...names,
});

const jwks = (credentials: readonly ActiveCredential[]): Metadata => ({
  jwks: { keys: credentials.filter(({ publicJwk }) => publicJwk !== null).map(jwkOf) },
});

/** RFC 8705 §2.1.2: the engine takes one name; what is presented is compared with those of all credentials. */
const subject = ([first]: readonly ActiveCredential[]): Metadata => {
  if (first === undefined) return {};
  const { san, subjectDn } = first;
  return san === null ? { tls_client_auth_subject_dn: subjectDn } : { [`tls_client_auth_san_${san.type}`]: san.value };
};

const signingAlgorithm = (credentials: readonly ActiveCredential[]): Metadata => {
  const [only, ...others] = new Set(credentials.flatMap(algorithmsOf));
  return only !== undefined && others.length === 0 ? { token_endpoint_auth_signing_alg: only } : {};
};

/** How an application authenticates with these credentials, in the names of RFC 7591 and RFC 8705 §2. */
export const credentialMetadata = (
  method: ActiveCredential['method'],
  credentials: readonly ActiveCredential[],
): Metadata => {
  switch (method) {
    case 'self_signed_tls_client_auth':
      return { token_endpoint_auth_method: method, ...jwks(credentials) };
    case 'tls_client_auth':
      return { token_endpoint_auth_method: method, ...subject(credentials) };
    case 'private_key_jwt':
      return { token_endpoint_auth_method: method, ...jwks(credentials), ...signingAlgorithm(credentials) };
  }
};
