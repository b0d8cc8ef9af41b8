import { Injectable } from '@nestjs/common';
import { providerIcon } from '@postern/contracts';
import { ChangeFeed, KeptReading, Statements } from '@postern/database';
import { type SignInProvider, SignInProviders } from '@postern/provider-kit';
import { plainToInstance } from 'class-transformer';
import { applicationMethods, type Placements } from './application-methods.js';
import type {
  ApplicationMethods,
  ConfiguredSignInMethod,
  MethodSnapshot,
  Placement,
} from './configured-sign-in-method.js';

interface MethodRow extends Omit<ConfiguredSignInMethod, 'icon' | 'logoUrl' | 'linkable' | 'params'> {
  readonly logoHash: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly placements: readonly StoredPlacement[];
}

interface StoredPlacement extends Omit<Placement, 'requiredFrom'> {
  /** ISO 8601. */
  readonly requiredFrom: string | null;
  readonly client: string;
}

const select = `select id, type,
  case when client_id is not null then 'application' when organization_id is not null then 'organization' else 'system' end as owner,
  organization_id as "organizationId", client_id as "clientId", name, description, public, publicity, enabled, placement as "group", position, required,
  required_from as "requiredFrom", params,
  built_in as "builtIn", created_at as "createdAt", updated_at as "updatedAt",
  left(encode(sha256(logo), 'hex'), 16) as "logoHash",
  coalesce((select json_agg(c.client_id order by c.client_id) from client c where c.organization_id = m.organization_id), '[]')
    as "clientsOfOwner",
  coalesce(organization_id, (select c.organization_id from client c where c.client_id = m.client_id)) as "managedBy",
  exists (select from organization o where o.id = m.organization_id and o.status = 'suspended') as suspended,
  (select coalesce(json_agg(json_build_object('client', p.client_id, 'enabled', p.enabled, 'group', p.placement, 'position', p.position,
    'fallback', p.fallback, 'required', p.required, 'requiredFrom', p.required_from)), '[]')
    from sign_in_placement p where p.method_id = m.id) as placements
from sign_in_method m order by placement, position, name, id`;

/** Changes of the application table are many, and of no concern to what listeners make of methods. */
const tables = ['sign_in_method', 'sign_in_placement', 'organization'] as const;

/** Caches all sign-in methods and the lists of all applications; read by one statement after a change, once for simultaneous callers. */
@Injectable()
export class MethodSnapshots {
  private readonly listeners = new Set<() => void>();
  private readonly kept: KeptReading<MethodSnapshot>;
  private known = new Map<string, { readonly fingerprint: string; readonly method: ConfiguredSignInMethod }>();
  private version = 0;

  constructor(
    private readonly statements: Statements,
    changes: ChangeFeed,
    private readonly providers: SignInProviders,
  ) {
    this.kept = new KeptReading(changes, [...tables, 'client'], () => this.read());
    // After the cache is cleared, so that listeners read the new state.
    for (const table of tables) {
      changes.onChange(table, () => {
        for (const listener of this.listeners) listener();
      });
    }
  }

  /** `listener` is called when methods changed, here or in another server process. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  current(): Promise<MethodSnapshot> {
    return this.kept.current();
  }

  private async read(): Promise<MethodSnapshot> {
    const rows = await this.statements.run<MethodRow>('sign_in_method.all', select, []);
    const types = new Map(this.providers.all().map((provider) => [provider.descriptor.type, provider]));
    const methods = new Map(rows.map((row) => [row.id, this.method(row, types.get(row.type))]));
    const on = new Set(rows.flatMap(({ id, enabled, placements }) => (enabled || isPlaced(placements) ? [id] : [])));
    const used = [...methods.values()].filter(({ id, type, suspended }) => on.has(id) && types.has(type) && !suspended);
    this.known = new Map(
      rows.map((row) => [row.id, { fingerprint: fingerprintOf(row), method: methods.get(row.id)! }]),
    );
    this.version += 1;
    return { version: this.version, methods, used, of: listsOf([...methods.values()], placementsOf(rows)) };
  }

  /** A row that did not change keeps its object, so that what is kept per params object stays good. */
  private method(row: MethodRow, provider: SignInProvider | undefined): ConfiguredSignInMethod {
    const known = this.known.get(row.id);
    if (known?.fingerprint === fingerprintOf(row)) return known.method;
    const { logoHash, params, placements: _, ...rest } = row;
    return {
      ...rest,
      icon: provider === undefined ? null : providerIcon(provider.descriptor.logo),
      linkable: provider?.descriptor.linkable ?? false,
      logoUrl: logoHash === null ? null : `/api/sign-in-methods/${row.id}/logo?v=${logoHash}`,
      params: provider === undefined ? params : plainToInstance(provider.paramsClass, params),
    };
  }
}

const fingerprintOf = ({ placements: _, ...row }: MethodRow): string => JSON.stringify(row);

const isPlaced = (placements: readonly StoredPlacement[]): boolean => placements.some(({ enabled }) => enabled);

const placementsOf = (rows: readonly MethodRow[]): Placements => {
  const all = new Map<string, Map<string, Placement>>();
  for (const { id, placements } of rows) {
    for (const { client, requiredFrom, ...placement } of placements) {
      const own = all.get(client) ?? new Map<string, Placement>();
      const from = requiredFrom === null ? null : new Date(requiredFrom);
      all.set(client, own.set(id, { ...placement, requiredFrom: from }));
    }
  }
  return all;
};

/** Applications whose list is kept; the rest are computed anew. */
const mostLists = 1000;

const listsOf = (methods: readonly ConfiguredSignInMethod[], placements: Placements): MethodSnapshot['of'] => {
  const kept = new Map<string, ApplicationMethods>();
  return (clientId) => {
    const known = kept.get(clientId);
    if (known !== undefined) return known;
    const made = applicationMethods(clientId, methods, placements);
    if (kept.size < mostLists) kept.set(clientId, made);
    return made;
  };
};
