import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Page, ResourceServer } from '@postern/contracts';
import { finds, isUuid, offsetOf, pageOf, type SearchQuery } from '@postern/management';
import { NotFoundError } from '@postern/errors';
import { And, DataSource, In, Raw } from 'typeorm';
import { resourceServerRecord } from './api-records.js';
import { ResourceServerEntity } from './resource-server.entity.js';

const containing = (words: string) => Raw((column) => finds(':words', column), { words });

/** Lists APIs for administrators. */
@Injectable()
export class ResourceServerDirectory {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Postern's own first, then by name; `search` matches name and identifier. */
  async list(query: SearchQuery & { readonly identifiers?: readonly string[] }): Promise<Page<ResourceServer>> {
    const found = query.search ? containing(query.search) : undefined;
    const listed = query.identifiers === undefined ? [] : [In(query.identifiers)];
    const only = { ...(listed[0] !== undefined && { identifier: listed[0] }) };
    const [apis, total] = await this.database.getRepository(ResourceServerEntity).findAndCount({
      where: found === undefined ? only : [{ name: found, ...only }, { identifier: And(found, ...listed) }],
      order: { builtIn: 'desc', name: 'asc', id: 'asc' },
      skip: offsetOf(query),
      take: query.pageSize,
    });
    return pageOf(apis.map(resourceServerRecord), total, query);
  }

  /**
   * By its id, or by its identifier as in Auth0's management API.
   *
   * @throws NotFoundError (`resource_server.not_found`)
   */
  async get(id: string): Promise<ResourceServer> {
    const api = await this.database
      .getRepository(ResourceServerEntity)
      .findOneBy(isUuid(id) ? [{ id }, { identifier: id }] : { identifier: id });
    if (api === null) throw new NotFoundError('resource_server.not_found');
    return resourceServerRecord(api);
  }
}
