import { type CertificateAuthenticationMethod, certificateAuthenticationMethods } from '@postern/contracts';
import { InvalidError } from '@postern/errors';

/** The authentication fields of a request; undefined where absent. */
export interface GivenAuthentication<T> {
  readonly token_endpoint_auth_method?: string | null;
  readonly client_authentication_methods?: Partial<
    Record<CertificateAuthenticationMethod, { readonly credentials: readonly T[] }>
  > | null;
}

export interface ChosenCredentials<T> {
  readonly method: CertificateAuthenticationMethod;
  /** At least one. */
  readonly credentials: readonly T[];
}

/**
 * How an application authenticates from now on: with credentials, null: with its secret or none at all, undefined: as before.
 * Two methods at once are refused, and so is none: a return to the secret names how it is sent (docs/statements.md A8, A9).
 *
 * @param current method that it has instead of a secret
 * @throws InvalidError (`client.method_conflict`, `client.method_without_credential`)
 */
export const chosenAuthentication = <T>(
  given: GivenAuthentication<T>,
  current: CertificateAuthenticationMethod | null,
): ChosenCredentials<T> | null | undefined => {
  const { token_endpoint_auth_method: withSecret, client_authentication_methods: methods } = given;
  if (methods !== undefined && methods !== null) {
    if (typeof withSecret === 'string') throw conflict('must be null beside client_authentication_methods');
    return onlyMethod(methods);
  }
  if (typeof withSecret === 'string') {
    if (current === null || methods === null) return null;
    throw conflict('needs client_authentication_methods to be null: credentials are in use');
  }
  if (current === null ? withSecret === null : methods === null) throw withoutCredential('token_endpoint_auth_method');
  return undefined;
};

const onlyMethod = <T>(
  methods: NonNullable<GivenAuthentication<T>['client_authentication_methods']>,
): ChosenCredentials<T> => {
  const named = certificateAuthenticationMethods.filter((method) => methods[method] !== undefined);
  const [method] = named;
  if (method === undefined) throw withoutCredential('client_authentication_methods');
  if (named.length > 1) throw conflict('names several methods', 'client_authentication_methods');
  const credentials = methods[method]?.credentials ?? [];
  if (credentials.length === 0) throw withoutCredential(`client_authentication_methods.${method}.credentials`);
  return { method, credentials };
};

const conflict = (message: string, path = 'token_endpoint_auth_method'): InvalidError =>
  new InvalidError('client.method_conflict', undefined, [{ path, message: `${path} ${message}` }]);

const withoutCredential = (path: string): InvalidError =>
  new InvalidError('client.method_without_credential', undefined, [{ path, message: `${path} leaves nothing` }]);
