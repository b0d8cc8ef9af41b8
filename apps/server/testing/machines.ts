import {
  type Authority,
  type CertificateOptions,
  createAuthority,
  issueCertificate,
  type Issued,
} from '@postern/dev-pki';
import { expect } from 'vitest';
import { ListenerUnderTest } from './client-listener.js';
import { type Answer, publicOrigin, TestServer } from './test-server.js';

type Methods = Readonly<Record<string, { readonly credentials: readonly object[] }>>;

/** In encoding order; RFC 4514 reverses it. */
export const machineName = 'C=CH,ST=BE,L=Bern,O=Example Corp,OU=Night Shift,CN=machine-1';
export const machineNameText = machineName.split(',').toReversed().join(',');

export const byName = (...names: readonly string[]): Methods => ({
  tls_client_auth: {
    credentials: names.map((subject_dn) => ({ name: 'Name', credential_type: 'cert_subject_dn', subject_dn })),
  },
});

export const bySan = (type: string, value: string): Methods => ({
  tls_client_auth: { credentials: [{ name: 'San', credential_type: 'cert_san', san: { type, value } }] },
});

export const byCertificate = (...certificates: readonly Pick<Issued, 'pem'>[]): Methods => ({
  self_signed_tls_client_auth: {
    credentials: certificates.map(({ pem }) => ({ name: 'Own', credential_type: 'x509_cert', pem })),
  },
});

export const machineGrant = {
  grant_type: 'client_credentials',
  resource: `${publicOrigin}/api/v2`,
  scope: 'read:users',
} as const;

/** The whole server, its client listener, and an authority that is trusted for applications. */
export class Machines {
  private constructor(
    readonly server: TestServer,
    readonly listener: ListenerUnderTest,
    readonly root: Authority,
    readonly authority: Authority,
  ) {}

  /** @param prepare gets the authority before the server starts */
  static async start(prepare?: (authority: Authority) => Promise<void>): Promise<Machines> {
    const root = await createAuthority({ subject: 'O=Example Corp,CN=Machines root' });
    const authority = await createAuthority({ subject: 'O=Example Corp,CN=Machines CA', issuer: root, pathLength: 0 });
    await prepare?.(authority);
    const server = await TestServer.start();
    const machines = new Machines(server, await ListenerUnderTest.start(server, 'clients'), root, authority);
    for (const { pem } of [root, authority]) await machines.create('client-trust-anchors', { pem });
    return machines;
  }

  async stop(): Promise<void> {
    await this.listener.stop();
    await this.server.stop();
  }

  /** Over the management API. */
  async create(path: string, body: object): Promise<Answer['body']> {
    const answer = await this.server.manage('POST', path, body);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body;
  }

  /** A program; with a secret where there are no methods. */
  register(
    methods: Methods | null,
    more: object = {},
  ): Promise<{ readonly client_id: string; readonly client_secret: string }> {
    return this.create('clients', {
      name: 'Machine',
      app_type: 'non_interactive',
      scopes: ['read:users'],
      ...(methods !== null && { client_authentication_methods: methods }),
      ...more,
    });
  }

  issue(options: Partial<CertificateOptions> = {}, authority = this.authority): Promise<Issued> {
    return issueCertificate(authority, { subject: machineName, ...options });
  }

  /** Requests a token over the client listener. */
  ask(
    client_id: string,
    certificate: Issued | undefined,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.listener.form('token', { ...machineGrant, client_id, ...more }, { certificate });
  }

  /** Reasons why the application was refused so far, from the event log. */
  async reasons(clientId: string): Promise<readonly unknown[]> {
    return (await this.server.events(clientId))
      .filter(({ type }) => type === 'client.authentication_failed')
      .map(({ details }) => details['reason']);
  }

  async expectRefused(
    { status, body }: Answer,
    clientId: string,
    reason: string,
    sentence: RegExp | string = /./,
  ): Promise<void> {
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(body.error_description).toMatch(sentence);
    expect(body.access_token).toBeUndefined();
    await expect.poll(() => this.reasons(clientId)).toContain(reason);
  }
}
