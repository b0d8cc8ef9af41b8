import { Injectable, type OnModuleInit } from '@nestjs/common';
import { providerIcon } from '@postern/contracts';
import { ChangeFeed, Statements } from '@postern/database';
import { type SignInProvider, SignInProviders } from '@postern/provider-kit';
import { plainToInstance } from 'class-transformer';
import type { ConfiguredSignInMethod, MethodSnapshot } from './configured-sign-in-method.js';

/** Milliseconds a snapshot serves while changes of other processes do not arrive. */
const usableUnheard = 1000;

interface MethodRow extends Omit<ConfiguredSignInMethod, 'icon' | 'logoUrl' | 'linkable' | 'params'> {
  readonly logoHash: string | null;
  readonly params: Readonly<Record<string, unknown>>;
}

const select = `select id, type, owner, name, description, public, publicity, enabled, placement as "group", position, params,
  built_in as "builtIn", created_at as "createdAt", updated_at as "updatedAt",
  left(encode(sha256(logo), 'hex'), 16) as "logoHash"
from sign_in_method order by placement, position, name, id`;

/** Keeps all sign-in methods in memory; read in one statement when they changed, however many ask at once. */
@Injectable()
export class MethodSnapshots implements OnModuleInit {
  private readonly listeners = new Set<() => void>();
  private snapshot: (MethodSnapshot & { readonly readAt: number }) | undefined;
  private loading: Promise<MethodSnapshot> | undefined;
  private known = new Map<string, { readonly fingerprint: string; readonly method: ConfiguredSignInMethod }>();
  private version = 0;

  constructor(
    private readonly statements: Statements,
    private readonly changes: ChangeFeed,
    private readonly providers: SignInProviders,
  ) {}

  onModuleInit(): void {
    this.changes.onChange('sign_in_method', () => this.invalidate());
  }

  /** `listener` is called when methods changed, here or in another server process. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  async current(): Promise<MethodSnapshot> {
    const { snapshot } = this;
    if (snapshot !== undefined && (this.changes.connected || Date.now() - snapshot.readAt < usableUnheard))
      return snapshot;
    return (this.loading ??= this.load());
  }

  private invalidate(): void {
    this.snapshot = undefined;
    // Whoever asks from now on must not get what a statement read that began before the change.
    this.loading = undefined;
    for (const listener of this.listeners) listener();
  }

  private load(): Promise<MethodSnapshot> {
    const loading: Promise<MethodSnapshot> = this.read().then(
      (snapshot) => {
        if (this.loading === loading) {
          this.snapshot = { ...snapshot, readAt: Date.now() };
          this.loading = undefined;
        }
        return snapshot;
      },
      (error: unknown) => {
        if (this.loading === loading) this.loading = undefined;
        throw error;
      },
    );
    return loading;
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
