import { Injectable } from '@nestjs/common';
import { AccountConsents } from '@postern/accounts';
import { ApiDescriptions, type ClientEntity, Clients } from '@postern/clients';
import type { ConnectedApplication } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';
import { ReleaseChoices } from '../identifier-claims/release-choices.js';
import { LogoutNotices } from '../sessions/logout-notices.js';
import { type EndedAuthorization, standing, withdrawSql } from './consent-sql.js';
import { type GrantedScopes, permissionsOf } from './permissions.js';
import { ReleasedIdentifiers } from './released-identifiers.js';

interface GrantRow {
  readonly client_id: string;
  readonly created_at: Date;
  readonly payload: GrantedScopes;
}

/** Consents of people, read and revoked in the engine's own storage. */
@Injectable()
export class EngineConsents extends AccountConsents {
  constructor(
    private readonly statements: Statements,
    private readonly clients: Clients,
    private readonly apis: ApiDescriptions,
    private readonly notices: LogoutNotices,
    private readonly released: ReleasedIdentifiers,
    private readonly choices: ReleaseChoices,
  ) {
    super();
  }

  async list(accountId: string): Promise<readonly ConnectedApplication[]> {
    const rows = await this.statements.run<GrantRow>(
      'consent_list',
      `select client_id, created_at, payload from oidc_artifact
       where ${standing} and (expires_at is null or expires_at > now()) order by created_at`,
      [accountId],
    );
    const apis = await this.apis.find(rows.flatMap(({ payload }) => Object.keys(payload.resources ?? {})));
    const clientIds = [...new Set(rows.map(({ client_id: clientId }) => clientId))];
    const clients = await Promise.all(clientIds.map((clientId) => this.clients.find(clientId)));
    const visible = await this.released.of(
      accountId,
      rows.map(({ payload }) => payload),
    );
    return clients
      .filter((client): client is ClientEntity => client !== undefined && !client.builtIn)
      .map((client) => {
        const grants = rows.filter(({ client_id: clientId }) => clientId === client.clientId);
        return {
          clientId: client.clientId,
          name: client.name,
          homepageUrl: client.metadata.client_uri,
          accentColor: client.metadata.accent_color,
          firstParty: client.firstParty,
          since: (grants[0]?.created_at ?? client.createdAt).toISOString(),
          permissions: permissionsOf(
            grants.map(({ payload }) => payload),
            apis,
          ),
          identifiers: visible(
            client,
            grants.map(({ payload }) => payload),
          ),
        };
      });
  }

  async withdraw(accountId: string, clientId: string): Promise<boolean> {
    // Not in the list either: revoking it would end the caller's own token.
    if ((await this.clients.find(clientId))?.builtIn === true) return false;
    const ended = await this.statements.run<EndedAuthorization>('consent_withdraw', withdrawSql, [accountId, clientId]);
    this.notices.send(
      accountId,
      ended.map(({ client_id, sid }) => ({ clientId: client_id, sid: sid ?? undefined })),
    );
    return ended.length > 0;
  }

  forgetIdentifier(transaction: EntityManager, identifierId: string): Promise<void> {
    return this.choices.forget(transaction, identifierId);
  }
}
