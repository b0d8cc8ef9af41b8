import { Injectable } from '@nestjs/common';
import { providerIcon } from '@postern/contracts';
import { ChangeFeed, KeptReading, Statements } from '@postern/database';
import { type SignInProvider, SignInProviders } from '@postern/provider-kit';
import { plainToInstance } from 'class-transformer';
import type { ConfiguredSignInMethod, MethodSnapshot } from './configured-sign-in-method.js';

interface MethodRow extends Omit<ConfiguredSignInMethod, 'icon' | 'logoUrl' | 'linkable' | 'params'> {
  readonly logoHash: string | null;
  readonly params: Readonly<Record<string, unknown>>;
}

const select = `select id, type, owner, name, description, public, publicity, enabled, placement as "group", position, params,
  built_in as "builtIn", created_at as "createdAt", updated_at as "updatedAt",
  left(encode(sha256(logo), 'hex'), 16) as "logoHash"
from sign_in_method order by placement, position, name, id`;

/** Caches all sign-in methods; read by one statement after a change, once for simultaneous callers. */
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
    this.kept = new KeptReading(changes, ['sign_in_method'], () => this.read());
    // After the cache is cleared, so that listeners read the new state.
    changes.onChange('sign_in_method', () => {
      for (const listener of this.listeners) listener();
    });
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
    const enabled = [...methods.values()].filter(
      ({ type, owner, enabled }) => enabled && owner === 'system' && types.has(type),
    );
    this.known = new Map(
      rows.map((row) => [row.id, { fingerprint: JSON.stringify(row), method: methods.get(row.id)! }]),
    );
    this.version += 1;
    return { version: this.version, methods, enabled };
  }

  /** A row that did not change keeps its object, so that what is kept per params object stays good. */
  private method(row: MethodRow, provider: SignInProvider | undefined): ConfiguredSignInMethod {
    const known = this.known.get(row.id);
    if (known?.fingerprint === JSON.stringify(row)) return known.method;
    const { logoHash, params, ...rest } = row;
    return {
      ...rest,
      icon: provider === undefined ? null : providerIcon(provider.descriptor.logo),
      linkable: provider?.descriptor.linkable ?? false,
      logoUrl: logoHash === null ? null : `/api/sign-in-methods/${row.id}/logo?v=${logoHash}`,
      params: provider === undefined ? params : plainToInstance(provider.paramsClass, params),
    };
  }
}
