import { Injectable } from '@nestjs/common';
import { managementApiName, managementScopes } from '@postern/contracts';
import { Statements } from '@postern/database';
import { ApiStore } from './api-store.js';

/** Registers the management API, so that it is listed among the APIs; its permissions are scopes of applications. */
@Injectable()
export class ManagementApiSeeder {
  constructor(private readonly store: ApiStore) {}

  /** Idempotent, runs at every start; follows changes of the public origin. */
  async ensure(publicOrigin: string): Promise<void> {
    const scopes = managementScopes.map((value) => ({ value, description: null }));
    await this.store.change(({ manager }) =>
      Statements.in(manager).run(
        'resource_server.ensure_built_in',
        `insert into resource_server as r (name, identifier, scopes, access_token_format, access_token_ttl, built_in)
         values ($3, $1, $2, 'opaque', 900, true)
         on conflict (built_in) where built_in do update
           set identifier = excluded.identifier, scopes = excluded.scopes, updated_at = now()
           where (r.identifier, r.scopes) is distinct from (excluded.identifier, excluded.scopes)`,
        [`${publicOrigin}/api/v2`, JSON.stringify(scopes), managementApiName],
      ),
    );
  }
}
