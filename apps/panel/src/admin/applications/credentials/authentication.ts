import { certificateAuthenticationMethods } from '@postern/contracts';
import type {
  CertificateAuthenticationMethod,
  ClientCredential,
  ClientPatch,
  ClientRecord,
  CredentialType,
} from '@postern/contracts';

/** The authentication methods that an administrator can choose from. */
export const authenticationChoices = ['client_secret', ...certificateAuthenticationMethods, 'none'] as const;
export type AuthenticationChoice = (typeof authenticationChoices)[number];

export const secretMethods = ['client_secret_basic', 'client_secret_post'] as const;
export type SecretMethod = (typeof secretMethods)[number];

type Authenticating = Pick<ClientRecord, 'client_authentication_methods' | 'token_endpoint_auth_method'>;

export const isCertificateMethod = (choice: string): choice is CertificateAuthenticationMethod =>
  certificateAuthenticationMethods.some((method) => method === choice);

/** The application's certificate-based method; null if it uses a secret or none. */
export const certificateMethodOf = ({
  client_authentication_methods: methods,
}: Authenticating): CertificateAuthenticationMethod | null =>
  certificateAuthenticationMethods.find((method) => methods?.[method] !== undefined) ?? null;

export const choiceOf = (client: Authenticating): AuthenticationChoice =>
  certificateMethodOf(client) ?? (client.token_endpoint_auth_method === 'none' ? 'none' : 'client_secret');

/** It authenticates in the TLS handshake, so its tokens can be bound to that certificate. */
export const showsCertificate = (choice: AuthenticationChoice): boolean =>
  choice === 'self_signed_tls_client_auth' || choice === 'tls_client_auth';

/** Credentials that the application can use now. */
export const usedIds = (client: Authenticating): readonly string[] => {
  const method = certificateMethodOf(client);
  const used = method === null ? undefined : client.client_authentication_methods?.[method];
  return used?.credentials.map(({ id }) => id) ?? [];
};

const types: Readonly<Record<CertificateAuthenticationMethod, readonly CredentialType[]>> = {
  self_signed_tls_client_auth: ['x509_cert'],
  tls_client_auth: ['cert_subject_dn', 'cert_san'],
  private_key_jwt: ['x509_cert', 'public_key'],
};

/** Each method accepts its own kinds of credentials. */
export const fits = (method: CertificateAuthenticationMethod, { credential_type }: ClientCredential): boolean =>
  types[method].includes(credential_type);

/** The fields of an application update that set its authentication. */
type Authentication = Required<Pick<ClientPatch, 'client_authentication_methods' | 'token_endpoint_auth_method'>>;

/** A secret, or no authentication at all: certificates stop being accepted. */
export const withoutCertificates = (method: SecretMethod | 'none'): Authentication => ({
  token_endpoint_auth_method: method,
  client_authentication_methods: null,
});

/** Only these credentials are accepted from now on; a secret is not. */
export const withCredentials = (method: CertificateAuthenticationMethod, ids: readonly string[]): Authentication => ({
  token_endpoint_auth_method: null,
  client_authentication_methods: { [method]: { credentials: ids.map((id) => ({ id })) } },
});
