import type { ClientCredential, ClientCredentialInput, ClientInput, ClientWithSecret } from '@postern/contracts';
import { CertificateEntity } from '@postern/certificates';
import { TestApi } from '@postern/management/testing';
import { OrganizationEndings, OrganizationEntity } from '@postern/organizations';
import { InvalidError } from '@postern/errors';
import {
  clientProblems,
  type ActiveCredential,
  clientEntities,
  AdministeringOwners,
  ClientMetadataValidator,
  type Clients,
  ClientsModule,
} from '../src/index.js';

/** A validator that refuses one name, and records its input. */
export class PickyEngine extends ClientMetadataValidator {
  readonly seen: Readonly<Record<string, unknown>>[] = [];

  override async validate(metadata: Readonly<Record<string, unknown>>): Promise<void> {
    this.seen.push(metadata);
    if (metadata['client_name'] === 'Disliked')
      throw new InvalidError('client.invalid_metadata', 'client_name is disliked');
  }
}

export const startClientsApi = (databaseUrl?: string): Promise<TestApi> =>
  TestApi.start({
    imports: [ClientsModule],
    entities: [CertificateEntity, OrganizationEntity, ...clientEntities],
    problems: clientProblems,
    ...(databaseUrl !== undefined && { databaseUrl }),
    ports: [
      { provide: ClientMetadataValidator, useClass: PickyEngine },
      { provide: OrganizationEndings, useValue: { ofOrganization: async () => ({ announce: () => undefined }) } },
      // There are no people here of whom a level could be demanded.
      { provide: AdministeringOwners, useValue: { assertSomeone: () => Promise.resolve() } },
    ],
  });

/** A web application with one redirect address, but for what is given. */
export const createClient = async (api: TestApi, input: Partial<ClientInput> = {}): Promise<ClientWithSecret> => {
  const body = { name: 'App', redirect_uris: ['https://app.test/callback'], ...input };
  const answer = await api.call('POST', '/api/v2/clients', { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as ClientWithSecret;
};

/** An application on its own, without people, but for what is given. */
export const createService = (api: TestApi, input: Partial<ClientInput> = {}): Promise<ClientWithSecret> =>
  createClient(api, { app_type: 'non_interactive', redirect_uris: [], ...input });

/** Keeps a credential for an application; inactive. */
export const addCredential = async (
  api: TestApi,
  clientId: string,
  input: ClientCredentialInput,
): Promise<ClientCredential> => {
  const answer = await api.call('POST', `/api/v2/clients/${clientId}/credentials`, { body: input });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as ClientCredential;
};

/** What an application authenticates with, as the token endpoint knows it. */
export const credentialsOf = async (clients: Clients, clientId: string): Promise<readonly ActiveCredential[]> =>
  (await clients.registered(clientId))?.credentials ?? [];
