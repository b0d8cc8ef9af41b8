import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ClientRecord, Page } from '@postern/contracts';
import { Statements } from '@postern/database';
import { type SearchQuery, finds, offsetOf, pageOf } from '@postern/management';
import { NotFoundError } from '@postern/errors';
import { DataSource, Raw } from 'typeorm';
import { ClientEntity } from '../entities/client.entity.js';
import { findClientWithCredentials } from '../reading/find-client.js';
import { clientRecord } from '../store/client-records.js';

interface ClientSearch extends SearchQuery {
  readonly app_type?: ClientEntity['appType'];
  readonly is_first_party?: boolean;
  readonly organization_id?: string;
}

const containing = (words: string) => Raw((column) => finds(':words', column), { words });

/** Lists applications for administrators. */
@Injectable()
export class ClientDirectory {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly statements: Statements,
  ) {}

  /** By name; `search` matches name and client id. */
  async list(query: ClientSearch): Promise<Page<ClientRecord>> {
    const found = query.search ? containing(query.search) : undefined;
    const only = {
      ...(query.app_type !== undefined && { appType: query.app_type }),
      ...(query.is_first_party !== undefined && { firstParty: query.is_first_party }),
      ...(query.organization_id !== undefined && { organizationId: query.organization_id }),
    };
    const [clients, total] = await this.database.getRepository(ClientEntity).findAndCount({
      where: found
        ? [
            { name: found, ...only },
            { clientId: found, ...only },
          ]
        : only,
      order: { name: 'asc', clientId: 'asc' },
      skip: offsetOf(query),
      take: query.pageSize,
    });
    const uses = await this.usesOf(clients.filter(({ authenticationMethod }) => authenticationMethod !== null));
    const records = clients.map((client) => clientRecord(client, uses.get(client.clientId) ?? []));
    return pageOf(records, total, query);
  }

  /** @throws NotFoundError */
  async get(clientId: string): Promise<ClientRecord> {
    const found = await findClientWithCredentials(this.database.manager, clientId);
    if (found === undefined) throw new NotFoundError('client.not_found');
    return clientRecord(found.client, found.credentials);
  }

  private async usesOf(
    clients: readonly ClientEntity[],
  ): Promise<ReadonlyMap<string, readonly { readonly id: string }[]>> {
    const uses = new Map<string, { readonly id: string }[]>();
    if (clients.length === 0) return uses;
    // In the order of `findClientWithCredentials`.
    const found = await this.statements.run<{ readonly clientId: string; readonly id: string }>(
      'client_credential.in_use',
      `select used.client_id as "clientId", credential.id
       from client_credential_use used join client_credential credential on credential.id = used.credential_id
       where used.client_id = any ($1) order by credential.created_at, credential.id`,
      [clients.map(({ clientId }) => clientId)],
    );
    for (const { clientId, id } of found) uses.set(clientId, [...(uses.get(clientId) ?? []), { id }]);
    return uses;
  }
}
