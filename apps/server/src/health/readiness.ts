import { Injectable } from '@nestjs/common';
import { type HealthIndicatorFunction, HealthIndicatorService } from '@nestjs/terminus';
import { Statements } from '@postern/database';
import { Engine } from '@postern/oidc';
import { SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';

/** What must hold before a load balancer may send anybody here. */
@Injectable()
export class Readiness {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly statements: Statements,
    private readonly engine: Engine,
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
  ) {}

  checks(): HealthIndicatorFunction[] {
    return [
      () => this.check('database', async () => void (await this.statements.run('health_ping', 'select 1', []))),
      () => this.check('keys', async () => void this.engine.current),
      () => this.check('trustStore', () => this.checkTrust()),
    ];
  }

  /** Not ready only when no enabled method works: one broken method must not take the others away. */
  private async checkTrust(): Promise<void> {
    const enabled = await this.methods.enabled();
    const problems = await Promise.all(
      enabled.map(async ({ type, params }) => this.providers.ofType(type).problem?.(params) ?? null),
    );
    if (problems.length > 0 && problems.every((problem) => problem !== null)) throw new Error(problems.join(', '));
  }

  private async check(name: string, probe: () => Promise<void>): ReturnType<HealthIndicatorFunction> {
    const indicator = this.indicators.check(name);
    try {
      await probe();
      return indicator.up();
    } catch {
      // The reason is for the log and the operator, not for whoever asks.
      return indicator.down();
    }
  }
}
