import type { CertificateAuthenticationMethod, ClientRecord, CredentialSan } from '@postern/contracts';

/** The authentication methods that examples support; `none` for a public client. */
export type ExampleMethod = CertificateAuthenticationMethod | 'client_secret_basic' | 'client_secret_post' | 'none';

export const exampleTools = ['openssl', 'curl', 'openid-client', 'oidc-client-ts'] as const;
export type ExampleTool = (typeof exampleTools)[number];

/** What an application needs to sign people in. */
export interface ExampleSignIn {
  readonly appType: Exclude<ClientRecord['app_type'], 'non_interactive'>;
  readonly authorizationEndpoint: string;
  /** Exactly as registered; compared character by character. */
  readonly redirectUri: string;
}

/** The input of an example: one application at one installation. */
export interface ExampleClient {
  readonly clientId: string;
  readonly method: ExampleMethod;
  readonly issuer: string;
  readonly tokenEndpoint: string;
  /** The token endpoint that requests client certificates (`mtls_endpoint_aliases`, RFC 8705 §5). */
  readonly mtlsTokenEndpoint: string;
  /** Signature algorithm of assertions. */
  readonly algorithm: 'RS256' | 'PS256' | 'ES256';
  /** Required subject name of a CA-signed certificate, RFC 4514; null to use the client id. */
  readonly subject: string | null;
  /** Required subject alternative name of a CA-signed certificate; null if its subject is matched. */
  readonly san: CredentialSan | null;
  /** API for which the token is requested (RFC 8707); null to name none. */
  readonly audience: string | null;
  readonly scope: readonly string[];
  /** File with the CA of the installation's own certificate if machines do not trust it by default; null if they do. */
  readonly authority: string | null;
  /** How people sign in; null for an application that acts for itself. */
  readonly signIn: ExampleSignIn | null;
}

/** Files that one client's examples share: the openssl example creates them, the others read them. */
export const keyFile = 'client.key';
export const certificateFile = 'client.crt';
export const requestFile = 'client.csr';

/** Where `npm start` stores the CA of its own certificates, relative to Postern's folder. */
export const localAuthority = '.postern/pki/server-ca.pem';

export const usesTls = ({ method }: ExampleClient): boolean =>
  method === 'self_signed_tls_client_auth' || method === 'tls_client_auth';

/** Scopes of a sign-in: the person's identity, and permissions at the API. */
export const signInScope = ({ audience, scope }: ExampleClient): string =>
  ['openid', 'profile', 'email', ...(audience === null ? [] : scope)].join(' ');
