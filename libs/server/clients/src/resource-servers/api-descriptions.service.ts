import { Injectable } from '@nestjs/common';
import type { ResourceServer } from '@postern/contracts';
import { Statements } from '@postern/database';

/** An API as the consent page shows it. */
export interface ApiDescription {
  readonly name: string;
  readonly scopes: ResourceServer['scopes'];
}

type Row = ApiDescription & { readonly identifier: string };

/** Names of APIs and their scopes. */
@Injectable()
export class ApiDescriptions {
  constructor(private readonly statements: Statements) {}

  /** By identifier; what is not registered is left out. */
  async find(identifiers: readonly string[]): Promise<ReadonlyMap<string, ApiDescription>> {
    if (identifiers.length === 0) return new Map();
    const rows = await this.statements.run<Row>(
      'api_descriptions',
      'select identifier, name, scopes from resource_server where identifier = any($1)',
      [identifiers],
    );
    return new Map(rows.map(({ identifier, name, scopes }) => [identifier, { name, scopes }]));
  }
}
