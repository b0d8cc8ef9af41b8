import { readFileSync } from 'node:fs';
import type { ClientWithSecret } from '@postern/contracts';
import { type Authority, type CertificateOptions, issueCertificate, readIssued } from '@postern/dev-pki';
import { type HttpAnswer, HttpBrowser } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { pairOf } from './issuing.js';
import type { Management } from './management.js';
import type { PemPair } from './people.js';

type Methods = Readonly<Record<string, { readonly credentials: readonly object[] }>>;

export const byName = (subject_dn: string): Methods => ({
  tls_client_auth: { credentials: [{ name: 'Name', credential_type: 'cert_subject_dn', subject_dn }] },
});

export const bySan = (type: string, value: string): Methods => ({
  tls_client_auth: { credentials: [{ name: 'San', credential_type: 'cert_san', san: { type, value } }] },
});

export const byCertificate = (...certificates: readonly PemPair[]): Methods => ({
  self_signed_tls_client_auth: {
    credentials: certificates.map(({ cert }) => ({ name: 'Own', credential_type: 'x509_cert', pem: cert })),
  },
});

/** The authority of the sample application, which is trusted for applications. */
export const machinesAuthority = async ({ machinesCa }: PosternConfig): Promise<Authority> =>
  readIssued(readFileSync(machinesCa, 'utf8'), readFileSync(machinesCa.replace(/\.pem$/, '.key'), 'utf8'));

export const issueMachine = async (
  authority: Authority,
  subject: string,
  options: Partial<CertificateOptions> = {},
): Promise<PemPair> => pairOf(await issueCertificate(authority, { subject, ...options }));

/** Registers a program that authenticates with certificates. */
export const registerMachine = (admin: Management, methods: Methods, more: object = {}): Promise<ClientWithSecret> =>
  admin.post('/clients', {
    name: 'Machine',
    app_type: 'non_interactive',
    scopes: ['read:clients'],
    client_authentication_methods: methods,
    ...more,
  });

/** A program on the wire: shows its certificate to the client listener and to nobody else. */
export class Machine {
  private readonly browser: HttpBrowser;

  constructor(
    private readonly postern: PosternConfig,
    certificate?: PemPair,
    options: { readonly keepAlive?: boolean; readonly ciphers?: string } = {},
  ) {
    const { ca, origins } = postern;
    this.browser = new HttpBrowser({
      ca: readFileSync(ca, 'utf8'),
      certificateOrigin: origins.clients,
      certificate,
      ...options,
    });
  }

  /** Posts to an endpoint of the engine, on the client listener unless told. */
  form(
    endpoint: string,
    values: Readonly<Record<string, string>>,
    origin = this.postern.origins.clients,
  ): Promise<HttpAnswer> {
    return this.browser.postForm(`${origin}/oidc/${endpoint}`, values);
  }

  /** Asks for a token of its own, for the management API. */
  ask(client_id: string, more: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    const { origins } = this.postern;
    return this.form('token', {
      grant_type: 'client_credentials',
      client_id,
      resource: `${origins.public}/api/v2`,
      scope: 'read:clients',
      ...more,
    });
  }

  /** Calls with a bearer token, on the client listener unless told. */
  call(path: string, token: string, origin = this.postern.origins.clients): Promise<HttpAnswer> {
    return this.browser.get(`${origin}${path}`, { accept: 'application/json', authorization: `Bearer ${token}` });
  }

  close(): void {
    this.browser.close();
  }
}

export const tokenIn = ({ status, body }: HttpAnswer): string => {
  if (status !== 200) throw new Error(`no token but ${status} ${body}`);
  return (JSON.parse(body) as { readonly access_token: string }).access_token;
};

/** What an answer of the token endpoint says, in short. */
export const errorIn = ({ status, body }: HttpAnswer): { readonly status: number; readonly error: string } => ({
  status,
  error: (JSON.parse(body) as { readonly error?: string }).error ?? '',
});
