import { randomUUID } from 'node:crypto';
import type { ClientWithSecret, ManagementScope } from '@postern/contracts';
import type { PosternConfig } from '@postern/local';
import { decodeJwt } from 'jose';
import { registerApplication } from './applications.js';
import { Guide } from './guide.js';
import { Management } from './management.js';
import { openBrowser } from './people.js';
import { Reader } from './reader.js';

/** What the guides ask of a token for the management API. */
const scopes: readonly ManagementScope[] = [
  'create:clients',
  'read:clients',
  'update:clients',
  'update:client_credentials',
  'read:client_credentials',
  'read:client_keys',
  'update:client_keys',
  'update:tenant_settings',
  'create:resource_servers',
  'update:resource_servers',
  'create:client_grants',
  'create:custom_domains',
  'read:custom_domains',
  'read:gateway',
  'update:gateway',
];

/** A program that may use the management API, and nobody behind it. */
export const registerAdministrator = (admin: Management): Promise<ClientWithSecret> =>
  registerApplication(admin, {
    app_type: 'non_interactive',
    redirect_uris: [],
    post_logout_redirect_uris: [],
    scopes,
  }).then(({ record }) => record);

/** A token of such a program, for all that it may do unless told. */
export const managementToken = async (postern: PosternConfig, scope?: string): Promise<string> => {
  const { client_id, client_secret } = await registerAdministrator(await Management.asAdministrator(postern));
  const { status, body } = await openBrowser(postern).postForm(
    `${postern.issuer}/token`,
    {
      ...{ grant_type: 'client_credentials', audience: `${postern.origins.public}/api/v2` },
      ...(scope !== undefined && { scope }),
    },
    { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
  );
  if (status !== 200) throw new Error(`no token but ${status} ${body}`);
  return (JSON.parse(body) as { readonly access_token: string }).access_token;
};

/** Somebody at the beginning of a guide to a method: with a management token, and an API registered as the overview says. */
export class MethodReader extends Reader {
  readonly overview = new Guide('README.md');

  private constructor(
    postern: PosternConfig,
    guide: string,
    readonly api: string,
    readonly management: Management,
  ) {
    super(postern, new Guide(guide));
    this.set({ TOKEN: management.token, API: api });
  }

  static async open(postern: PosternConfig, guide: string): Promise<MethodReader> {
    const api = `https://${randomUUID()}.api.example`;
    const reader = new MethodReader(postern, guide, api, new Management(postern, await managementToken(postern)));
    await reader.run('api', reader.overview);
    return reader;
  }

  /** Registers an application by a sample, and lets it call the API. */
  async register(sample: string): Promise<ClientWithSecret> {
    const client = await this.runForJson<ClientWithSecret>(sample);
    this.set({ CLIENT_ID: client.client_id });
    await this.run('grant', this.overview);
    return client;
  }

  /** An application with a secret, as it was before somebody reads the guide. */
  async registerWithSecret(): Promise<ClientWithSecret> {
    const client = await this.management.post<ClientWithSecret>('/clients', {
      name: 'Old',
      app_type: 'non_interactive',
    });
    this.set({ CLIENT_ID: client.client_id, CLIENT_SECRET: client.client_secret ?? '' });
    await this.run('grant', this.overview);
    return client;
  }

  /** Claims of the access token that a sample prints or answers. */
  async claims(sample: string): Promise<Readonly<Record<string, unknown>>> {
    const output = await this.run(sample);
    const token = output.startsWith('{')
      ? (JSON.parse(output) as { access_token: string }).access_token
      : output.trim();
    return decodeJwt(token);
  }
}
