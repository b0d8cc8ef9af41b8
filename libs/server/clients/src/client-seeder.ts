import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { panelClientId } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { ClientMetadata } from './client.entity.js';

const hour = 3600;
const day = 24 * hour;

export interface ClientSeed {
  readonly client_id: string;
  readonly client_secret: string;
  readonly name: string;
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris: readonly string[];
  readonly backchannel_logout_uri?: string | null;
  readonly first_party: boolean;
}

const defaults: ClientMetadata = {
  redirect_uris: [],
  post_logout_redirect_uris: [],
  backchannel_logout_uri: null,
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'client_secret_basic',
  id_token_signed_response_alg: 'ES256',
  scopes: [],
  access_token_ttl: hour,
  refresh_token_ttl: 14 * day,
  logo_uri: null,
  client_uri: null,
  policy_uri: null,
  tos_uri: null,
  accent_color: null,
};

/** Makes the clients that are there before any administrator is: the panel's own, and those of sample data. */
@Injectable()
export class ClientSeeder {
  constructor(private readonly statements: Statements) {}

  /** Creates the client, or brings its addresses and secret up to date. */
  async seed({ client_id, client_secret, name, first_party, ...addresses }: ClientSeed): Promise<void> {
    const secretHash = `sha256:${createHash('sha256').update(client_secret).digest('base64url')}`;
    const metadata = { ...defaults, ...addresses };
    await this.upsert([client_id, name, 'regular_web', secretHash, metadata, first_party, false]);
  }

  /** The panel is a public client (code + PKCE) that always fits this installation's origin. */
  async ensurePanelClient(publicOrigin: string): Promise<void> {
    const metadata: ClientMetadata = {
      ...defaults,
      redirect_uris: [`${publicOrigin}/panel/callback`],
      post_logout_redirect_uris: [`${publicOrigin}/panel/`],
      token_endpoint_auth_method: 'none',
      access_token_ttl: hour / 4,
      refresh_token_ttl: day,
    };
    await this.upsert([panelClientId, 'Postern', 'spa', null, metadata, true, true]);
  }

  /** Writes only what differs, so that a start changes nothing and wakes nobody. */
  private async upsert(values: readonly unknown[]): Promise<void> {
    await this.statements.run(
      'client.seed',
      `insert into client as c (client_id, name, app_type, secret_hash, metadata, first_party, built_in)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (client_id) do update set secret_hash = excluded.secret_hash, metadata = c.metadata || excluded.metadata,
         built_in = excluded.built_in, updated_at = now()
       where (c.secret_hash, c.metadata || excluded.metadata) is distinct from (excluded.secret_hash, c.metadata)`,
      values,
    );
  }
}
