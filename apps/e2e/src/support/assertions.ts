import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import type { ClientWithSecret } from '@postern/contracts';
import type { HttpAnswer } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import jwt from 'jsonwebtoken';
import type { Management } from './management.js';
import { openBrowser, type PemPair } from './people.js';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const thumbprint = (algorithm: string, { cert }: PemPair): Buffer =>
  createHash(algorithm).update(new X509Certificate(cert).raw).digest();

/** As Microsoft's document has it: base64, padded. */
export const x5tOf = (pair: PemPair): string => thumbprint('sha1', pair).toString('base64');
export const x5tS256Of = (pair: PemPair): string => thumbprint('sha256', pair).toString('base64url');

export const now = (): number => Math.floor(Date.now() / 1000);

/** Registers a program that signs assertions with the keys of certificates. */
export const registerSigner = (
  admin: Management,
  certificates: readonly PemPair[],
  more: object = {},
): Promise<ClientWithSecret> =>
  admin.post('/clients', {
    name: 'Signer',
    app_type: 'non_interactive',
    scopes: ['read:clients'],
    client_authentication_methods: {
      private_key_jwt: {
        credentials: certificates.map(({ cert }) => ({ name: 'Own', credential_type: 'x509_cert', pem: cert })),
      },
    },
    ...more,
  });

export interface AssertionParts {
  /** Over a header that is good. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Over claims that are good; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Another key than the certificate's. */
  readonly key?: string | Buffer;
}

/** A program on the wire that proves itself by assertions, on the public origin. */
export class Signer {
  private readonly browser;

  constructor(
    private readonly postern: PosternConfig,
    readonly clientId: string,
    readonly pair: PemPair,
  ) {
    this.browser = openBrowser(postern);
  }

  get tokenEndpoint(): string {
    return `${this.postern.issuer}/token`;
  }

  /** Signed by another implementation than the server's. */
  sign({ header = {}, claims = {}, key = this.pair.key }: AssertionParts = {}): string {
    const good = {
      ...{ aud: this.tokenEndpoint, iss: this.clientId, sub: this.clientId, jti: randomUUID() },
      ...{ nbf: now(), exp: now() + 300 },
    };
    const all = Object.entries({ ...good, ...claims }).filter(([, value]) => value !== undefined);
    return jwt.sign(JSON.stringify(Object.fromEntries(all)), key, {
      header: { alg: 'RS256', typ: 'JWT', x5t: x5tOf(this.pair), ...header },
      allowInvalidAsymmetricKeyTypes: true,
    } as jwt.SignOptions);
  }

  proof(parts?: AssertionParts): { readonly client_assertion_type: string; readonly client_assertion: string } {
    return { client_assertion_type: assertionType, client_assertion: this.sign(parts) };
  }

  form(endpoint: string, values: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    return this.browser.postForm(`${this.postern.issuer}/${endpoint}`, values);
  }

  /** Asks for a token of the management API, by an assertion that is good but for what is given. */
  ask(parts?: AssertionParts, more: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    return this.form('token', {
      grant_type: 'client_credentials',
      resource: `${this.postern.origins.public}/api/v2`,
      scope: 'read:clients',
      ...this.proof(parts),
      ...more,
    });
  }
}
