import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AuditRecord, administrationRecord } from '@postern/audit';
import type { ClientRecord, ClientWithSecret } from '@postern/contracts';
import type { Bearer } from '@postern/management';
import { ConflictError, type RequestOrigin } from '@postern/provider-kit';
import { clientSecretHash, newClientSecret } from '../client-secret.js';
import { Client } from '../client.entity.js';
import { type ClientSettings, changedSettings, newSettings } from './client-defaults.js';
import { clientRecord, settingsOf } from './client-records.js';
import { ClientStore } from './client-store.js';
import type { CreateClientDto, UpdateClientDto } from './client.dto.js';

/** Who asks for a change, and from where. */
export interface By {
  readonly bearer: Pick<Bearer, 'accountId' | 'clientId'>;
  readonly origin: RequestOrigin;
}

/** What may be changed of an application that belongs to Postern itself without breaking it. */
const changeableWhenBuiltIn: ReadonlySet<string> = new Set<keyof ClientSettings>([
  'name',
  'access_token_ttl',
  'refresh_token_ttl',
  'logo_uri',
  'client_uri',
  'policy_uri',
  'tos_uri',
  'accent_color',
]);

/** Creates, changes and deletes applications. A secret is answered once, when it is made; only its hash is kept. */
@Injectable()
export class ClientAdministration {
  constructor(private readonly store: ClientStore) {}

  /** @throws InvalidError (`client.invalid_metadata`) */
  async create(input: CreateClientDto, by: By): Promise<ClientWithSecret> {
    const settings = newSettings(input);
    const { secret, secretHash } = freshSecret(settings);
    const client = Object.assign(new Client(), { clientId: randomBytes(16).toString('base64url'), builtIn: false });
    return this.store.change(async (change) => {
      const saved = await change.save(client, settings, { secretHash });
      await change.record(eventOf('client.created', saved.client, by, { app_type: settings.app_type }));
      return { ...clientRecord(saved.client, saved.credentials), client_secret: secret };
    });
  }

  /**
   * @returns with a secret when the application becomes one that needs it
   * @throws NotFoundError, InvalidError, ConflictError (`client.built_in`)
   */
  async update(clientId: string, change: UpdateClientDto, by: By): Promise<ClientRecord | ClientWithSecret> {
    return this.store.change(async (storing) => {
      const client = await storing.get(clientId);
      const before = settingsOf(client);
      const settings = changedSettings(before, change);
      const changed = differences(before, settings);
      assertChangeable(client, changed);
      const { secret, secretHash } = keptSecret(client, settings);
      const saved = await storing.save(client, settings, { secretHash });
      await storing.record(eventOf('client.updated', saved.client, by, { changed }));
      return { ...clientRecord(saved.client, saved.credentials), ...(secret !== null && { client_secret: secret }) };
    });
  }

  /** Its codes, tokens and consents go with it. Throws NotFoundError, ConflictError (`client.built_in`). */
  async delete(clientId: string, by: By): Promise<void> {
    await this.store.change(async (change) => {
      const client = await change.get(clientId);
      if (client.builtIn) throw new ConflictError('client.built_in');
      await change.manager.delete(Client, { clientId });
      // A token outlives its application otherwise: the engine keeps it until it expires.
      await change.manager.query('delete from oidc_artifact where client_id = $1', [clientId]);
      await change.record(eventOf('client.deleted', client, by));
    });
  }

  /** The secret before it is refused from now on. Throws NotFoundError, ConflictError for applications without one. */
  async rotateSecret(clientId: string, by: By): Promise<ClientWithSecret> {
    return this.store.change(async (change) => {
      const client = await change.get(clientId);
      const settings = settingsOf(client);
      const { secret, secretHash } = freshSecret(settings);
      if (secret === null) {
        const message = 'an application without a secret has none to rotate';
        throw new ConflictError('request.conflict', undefined, [{ path: 'token_endpoint_auth_method', message }]);
      }
      const saved = await change.save(client, settings, { secretHash });
      await change.record(eventOf('client.secret_rotated', saved.client, by));
      return { ...clientRecord(saved.client, saved.credentials), client_secret: secret };
    });
  }
}

interface Secret {
  /** Null when there is none to show. */
  readonly secret: string | null;
  readonly secretHash: string | null;
}

const freshSecret = ({ token_endpoint_auth_method: method }: ClientSettings): Secret => {
  if (method === 'none') return { secret: null, secretHash: null };
  const secret = newClientSecret();
  return { secret, secretHash: clientSecretHash(secret) };
};

const keptSecret = ({ secretHash }: Client, settings: ClientSettings): Secret =>
  settings.token_endpoint_auth_method === 'none' || secretHash === null
    ? freshSecret(settings)
    : { secret: null, secretHash };

const differences = (before: ClientSettings, after: ClientSettings): string[] =>
  (Object.keys(after) as (keyof ClientSettings)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );

const assertChangeable = ({ builtIn }: Client, changed: readonly string[]): void => {
  const refused = builtIn ? changed.filter((name) => !changeableWhenBuiltIn.has(name)) : [];
  if (refused.length === 0) return;
  const errors = refused.map((path) => ({ path, message: `${path} of a built-in application cannot change` }));
  throw new ConflictError('client.built_in', undefined, errors);
};

const eventOf = (
  type: AuditRecord['type'],
  client: Client,
  { bearer, origin }: By,
  details: object = {},
): AuditRecord =>
  administrationRecord(bearer, { type, clientId: client.clientId, origin, details: { name: client.name, ...details } });
