import { Injectable } from '@nestjs/common';
import { ChangeFeed, KeptReading, Statements } from '@postern/database';
import type { ClientMetadata } from '../entities/client.entity.js';

interface Row extends Pick<ClientMetadata, 'redirect_uris' | 'allowed_origins'>, Record<string, unknown> {
  readonly isPublic: boolean;
}

/** Origins of all applications together. */
export interface ClientOrigins {
  /** Of any application. */
  readonly all: ReadonlySet<string>;
  /** Of applications without a secret, which run in browsers. */
  readonly ofPublicClients: ReadonlySet<string>;
}

const read = `select metadata->'redirect_uris' as redirect_uris, metadata->'allowed_origins' as allowed_origins,
    metadata->>'token_endpoint_auth_method' = 'none' as "isPublic"
  from client`;

/** Origins of all applications, for CORS preflights, which do not name the application. */
@Injectable()
export class ClientOriginIndex {
  private readonly kept: KeptReading<ClientOrigins>;

  constructor(
    private readonly statements: Statements,
    changes: ChangeFeed,
  ) {
    this.kept = new KeptReading(changes, ['client'], () => this.read());
  }

  /** From memory until an application changes. */
  find(): Promise<ClientOrigins> {
    return this.kept.current();
  }

  private async read(): Promise<ClientOrigins> {
    const rows = await this.statements.run<Row>('client_origins', read, []);
    const originsOf = (some: readonly Row[]): ReadonlySet<string> => new Set(some.flatMap(rowOrigins));
    return { all: originsOf(rows), ofPublicClients: originsOf(rows.filter(({ isPublic }) => isPublic)) };
  }
}

const rowOrigins = ({ redirect_uris: redirects, allowed_origins: registered }: Row): readonly string[] => [
  ...(registered ?? []),
  ...redirects.flatMap((address) => URL.parse(address)?.origin ?? []).filter((origin) => origin !== 'null'),
];
