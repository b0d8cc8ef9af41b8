import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { Engine } from '@postern/oidc';
import { SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';

export interface ReadinessReport {
  readonly ready: boolean;
  /** The reason is for the log only, not for the response. */
  readonly checks: Readonly<Record<'database' | 'keys' | 'trustStore', 'up' | 'down'>>;
}

/** Conditions for a load balancer to send traffic here. */
@Injectable()
export class Readiness {
  constructor(
    private readonly statements: Statements,
    private readonly engine: Engine,
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
  ) {}

  async report(): Promise<ReadinessReport> {
    const [database, keys, trustStore] = await Promise.all([
      isUp(() => this.checkDatabase()),
      isUp(async () => this.engine.current),
      isUp(() => this.checkTrust()),
    ]);
    const checks = { database, keys, trustStore };
    return { ready: Object.values(checks).every((state) => state === 'up'), checks };
  }

  /** Down also while it takes no writes (a standby, or made read-only): no sign-in can be kept. */
  private async checkDatabase(): Promise<void> {
    const { readOnly } = await this.statements.only<{ readonly readOnly: boolean }>(
      'health.ping',
      `select current_setting('transaction_read_only')::boolean as "readOnly"`,
    );
    if (readOnly) throw new Error('the database takes no writes');
  }

  /** Down only when no enabled method works: one broken method must not take the others away. */
  private async checkTrust(): Promise<void> {
    const used = await this.methods.used();
    const problems = await Promise.all(
      used.map(async ({ type, params }) => (await this.providers.ofType(type).problem?.(params)) ?? null),
    );
    if (problems.length > 0 && problems.every((problem) => problem !== null)) throw new Error(problems.join(', '));
  }
}

const isUp = (probe: () => Promise<unknown>): Promise<'up' | 'down'> =>
  probe().then(
    () => 'up',
    () => 'down',
  );
