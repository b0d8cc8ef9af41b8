import { Injectable } from '@nestjs/common';
import { managementScopes, panelClientId, panelScopes } from '@postern/contracts';
import { Statements } from '@postern/database';
import { InvalidError } from '@postern/errors';
import { isClientId } from '../client-id.js';
import { clientSecretHash } from '../client-secret.js';
import { ClientEntity } from '../entities/client.entity.js';
import { identifierScopes, openIdScopes } from '../scopes.js';
import { type ClientSettings, changedSettings, newSettings } from '../store/client-defaults.js';
import { settingsOf } from '../store/client-records.js';
import { ClientStore } from '../store/client-store.js';

export interface ClientSeed {
  readonly client_id: string;
  readonly client_secret: string;
  readonly name: string;
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris?: readonly string[];
  readonly backchannel_logout_uri?: string | null;
  /** Where people return to when a sign-in fails. */
  readonly client_uri?: string | null;
  readonly first_party?: boolean;
}

interface Wanted {
  readonly clientId: string;
  readonly secretHash: string | null;
  readonly builtIn: boolean;
  /** Of a new application. */
  readonly initial: ClientSettings;
  /** Updated if the application exists. */
  readonly kept: Partial<ClientSettings>;
}

/** The panel reads identifiers and organizations over the management API. */
const read: readonly string[] = [...identifierScopes, 'organization'];
const panelOpenIdScopes = openIdScopes.filter((scope) => !read.includes(scope));

/** Applications that Postern creates itself. Everything here is idempotent and runs at every start. */
@Injectable()
export class ClientSeeder {
  constructor(private readonly store: ClientStore) {}

  /** The panel's own application; follows when the public origin changes. */
  async ensurePanelClient(publicOrigin: string): Promise<void> {
    const kept = {
      redirect_uris: [`${publicOrigin}/panel/callback`],
      post_logout_redirect_uris: [`${publicOrigin}/panel/`],
      client_uri: `${publicOrigin}/panel/`,
      logo_uri: `${publicOrigin}/sign-in/postern.svg`,
      scopes: [...panelOpenIdScopes, ...managementScopes, ...panelScopes],
      first_party: true,
    };
    const initial = newSettings({ name: 'Postern', app_type: 'spa', ...kept });
    await this.ensure({ clientId: panelClientId, secretHash: null, builtIn: true, initial, kept });
  }

  /** Allows administration at any level, for an operator whose owners can no longer reach the required level. */
  async liftDemandOnAdministration(): Promise<void> {
    await this.store.change(null, async (change) => {
      const panel = await change.get(panelClientId);
      const settings = settingsOf(panel);
      await change.save(panel, { ...settings, role_acr_values: {} }, {});
      const details = {
        name: panel.name,
        changed: ['role_acr_values'],
        role_acr_values: {},
        before: { role_acr_values: settings.role_acr_values ?? {} },
        because: 'lifted by a command',
      };
      await change.record({ type: 'client.updated', clientId: panelClientId, details });
    });
  }

  /** A sample application; idempotent by `client_id`. Addresses and secret follow the seed, the rest stays as it was set. */
  async seed({
    client_id: clientId,
    client_secret,
    name,
    first_party = false,
    ...addresses
  }: ClientSeed): Promise<void> {
    if (!isClientId(clientId))
      throw new InvalidError('client.invalid_metadata', `client_id ${clientId} cannot be used`);
    const initial = newSettings({ name, app_type: 'regular_web', first_party, ...addresses });
    const secretHash = clientSecretHash(client_secret);
    await this.ensure({ clientId, secretHash, builtIn: false, initial, kept: addresses });
  }

  private async ensure({ clientId, secretHash, builtIn, initial, kept }: Wanted): Promise<void> {
    await this.store.change(null, async (change) => {
      // Serializes processes that start at the same time.
      await Statements.in(change.manager).run('client.lock_table', 'lock table client in share row exclusive mode');
      const found = await change.find(clientId);
      const settings = found === null ? initial : changedSettings(settingsOf(found), kept);
      const isCurrent =
        found !== null &&
        found.secretHash === secretHash &&
        JSON.stringify(settings) === JSON.stringify(settingsOf(found));
      if (isCurrent) return;
      await change.save(found ?? Object.assign(new ClientEntity(), { clientId }), settings, { secretHash, builtIn });
      const type = found === null ? 'client.created' : 'client.updated';
      await change.record({ type, clientId, details: { name: settings.name, because: 'made by Postern itself' } });
    });
  }
}
