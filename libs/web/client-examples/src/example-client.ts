import type { CertificateAuthenticationMethod, ClientRecord, CredentialSan } from '@postern/contracts';

/** How a client may prove itself where an example can show it; `none` for a public client. */
export type ExampleMethod = CertificateAuthenticationMethod | 'client_secret_basic' | 'client_secret_post' | 'none';

export const exampleTools = ['openssl', 'curl', 'openid-client', 'oidc-client-ts'] as const;
export type ExampleTool = (typeof exampleTools)[number];

/** What an application needs to sign people in. */
export interface ExampleSignIn {
  readonly appType: Exclude<ClientRecord['app_type'], 'non_interactive'>;
  readonly authorizationEndpoint: string;
  /** Registered, character by character. */
  readonly redirectUri: string;
}

/** All that an example is made of: one application at one installation. */
export interface ExampleClient {
  readonly clientId: string;
  readonly method: ExampleMethod;
  readonly issuer: string;
  readonly tokenEndpoint: string;
  /** Where certificates are asked for (`mtls_endpoint_aliases`, RFC 8705 §5). */
  readonly mtlsTokenEndpoint: string;
  /** Signature algorithm of assertions. */
  readonly algorithm: 'RS256' | 'PS256' | 'ES256';
  /** Subject name that a CA-signed certificate must have, RFC 4514; null to take the client's id. */
  readonly subject: string | null;
  /** Name that a CA-signed certificate must have besides; null when its subject counts. */
  readonly san: CredentialSan | null;
  /** API that the token is for (RFC 8707); null to name none. */
  readonly audience: string | null;
  readonly scope: readonly string[];
  /** File with the authority of the installation's own certificate, where no machine knows it; null where every machine does. */
  readonly authority: string | null;
  /** How people sign in; null for an application that acts for itself. */
  readonly signIn: ExampleSignIn | null;
}

/** Files that the examples of one client share: openssl makes them, the others read them. */
export const keyFile = 'client.key';
export const certificateFile = 'client.crt';
export const requestFile = 'client.csr';

/** Where `npm start` keeps the authority of its own certificates, in the folder of Postern. */
export const localAuthority = '.postern/pki/server-ca.pem';

export const usesTls = ({ method }: ExampleClient): boolean =>
  method === 'self_signed_tls_client_auth' || method === 'tls_client_auth';

/** Scopes that a sign-in asks for: who the person is, and what may be done at the API. */
export const signInScope = ({ audience, scope }: ExampleClient): string =>
  ['openid', 'profile', 'email', ...(audience === null ? [] : scope)].join(' ');
