import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ClientRecord, Page } from '@postern/contracts';
import { type SearchQuery, containing, offsetOf, pageOf } from '@postern/management';
import { NotFoundError } from '@postern/provider-kit';
import { DataSource, ILike } from 'typeorm';
import { Client } from '../client.entity.js';
import { clientRecord } from './client-records.js';

/** Lists applications for administrators. */
@Injectable()
export class ClientDirectory {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** By name; `search` looks into name and client id. */
  async list(query: SearchQuery): Promise<Page<ClientRecord>> {
    const found = query.search ? ILike(containing(query.search)) : undefined;
    const [clients, total] = await this.database.getRepository(Client).findAndCount({
      where: found && [{ name: found }, { clientId: found }],
      order: { name: 'asc', clientId: 'asc' },
      skip: offsetOf(query),
      take: query.pageSize,
    });
    return pageOf(clients.map(clientRecord), total, query);
  }

  /** @throws NotFoundError */
  async get(clientId: string): Promise<ClientRecord> {
    const client = await this.database.getRepository(Client).findOneBy({ clientId });
    if (client === null) throw new NotFoundError('client.not_found');
    return clientRecord(client);
  }
}
