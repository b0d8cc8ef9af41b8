import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Page, ResourceServer } from '@postern/contracts';
import { type SearchQuery, containing, offsetOf, pageOf } from '@postern/management';
import { NotFoundError } from '@postern/provider-kit';
import { DataSource, ILike } from 'typeorm';
import { resourceServerRecord } from './api-records.js';
import { ResourceServerEntity } from './resource-server.entity.js';

/** Lists APIs for administrators. */
@Injectable()
export class ResourceServerDirectory {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Postern's own first, then by name; `search` looks into name and identifier. */
  async list(query: SearchQuery): Promise<Page<ResourceServer>> {
    const found = query.search ? ILike(containing(query.search)) : undefined;
    const [apis, total] = await this.database.getRepository(ResourceServerEntity).findAndCount({
      where: found && [{ name: found }, { identifier: found }],
      order: { builtIn: 'desc', name: 'asc', id: 'asc' },
      skip: offsetOf(query),
      take: query.pageSize,
    });
    return pageOf(apis.map(resourceServerRecord), total, query);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<ResourceServer> {
    const api = await this.database.getRepository(ResourceServerEntity).findOneBy({ id });
    if (api === null) throw new NotFoundError('resource_server.not_found');
    return resourceServerRecord(api);
  }
}
