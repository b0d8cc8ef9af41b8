import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ResourceServer } from '@postern/contracts';
import { ChangeFeed, Statements } from '@postern/database';
import { LRUCache } from 'lru-cache';

/** An API and what one application may do there. */
export interface ApiAccess {
  readonly identifier: string;
  readonly accessTokenFormat: ResourceServer['access_token_format'];
  readonly signingAlg: ResourceServer['signing_alg'];
  /** Seconds. */
  readonly accessTokenTtl: number;
  /** The application is this API: tokens for it are sent to it. */
  readonly isOwn: boolean;
  /** What the application may do there; undefined: nothing. */
  readonly grant?: { readonly scope: readonly string[]; readonly onBehalfOf: boolean };
}

interface Row {
  readonly identifier: string;
  readonly access_token_format: ApiAccess['accessTokenFormat'];
  readonly signing_alg: ApiAccess['signingAlg'];
  readonly access_token_ttl: number;
  readonly is_own: boolean;
  readonly scope: readonly string[] | null;
  readonly on_behalf_of: boolean | null;
}

interface Known {
  readonly access: Promise<ApiAccess | undefined>;
  readonly readAt: number;
}

/** Pairs of application and API kept in memory. */
const capacity = 2000;
/** Longer than any identifier that can be registered: neither cached nor looked up. */
const longestIdentifier = 500;
/** Milliseconds an entry serves while changes of other processes do not arrive. */
const unheardServes = 1000;

const sql = `
  select r.identifier, r.access_token_format, r.signing_alg, r.access_token_ttl,
    r.client_id is not distinct from $1 as is_own, g.scope, g.on_behalf_of
  from resource_server r
  left join client_grant g on g.resource_server_id = r.id and g.client_id = $1
  where r.identifier = $2 and not r.built_in`;

const toAccess = (row: Row): ApiAccess => ({
  identifier: row.identifier,
  accessTokenFormat: row.access_token_format,
  signingAlg: row.signing_alg,
  accessTokenTtl: row.access_token_ttl,
  isOwn: row.is_own,
  ...(row.scope !== null && { grant: { scope: row.scope, onBehalfOf: row.on_behalf_of === true } }),
});

/** What applications may do at APIs, for every token request: cached until anything changes. */
@Injectable()
export class ApiAccessLookup implements OnModuleInit {
  private known = new LRUCache<string, Known>({ max: capacity });

  constructor(
    private readonly statements: Statements,
    private readonly changes: ChangeFeed,
  ) {}

  onModuleInit(): void {
    for (const table of ['resource_server', 'client_grant']) {
      this.changes.onChange(table, () => {
        this.known = new LRUCache({ max: capacity });
      });
    }
  }

  /** @returns undefined when there is no such API; the management API is none of these */
  async find(clientId: string, identifier: string): Promise<ApiAccess | undefined> {
    if (identifier.length > longestIdentifier || identifier.includes('\0')) return undefined;
    const { known } = this;
    // A client id never contains a space.
    const key = `${clientId} ${identifier}`;
    const entry = known.get(key);
    if (entry !== undefined && (this.changes.connected || Date.now() - entry.readAt < unheardServes)) {
      return entry.access;
    }
    const access = this.read(clientId, identifier);
    known.set(key, { access, readAt: Date.now() });
    // A failed reading is not cached.
    access.catch(() => known.delete(key));
    return access;
  }

  private async read(clientId: string, identifier: string): Promise<ApiAccess | undefined> {
    const row = await this.statements.one<Row>('api_access', sql, [clientId, identifier]);
    return row && toAccess(row);
  }
}
