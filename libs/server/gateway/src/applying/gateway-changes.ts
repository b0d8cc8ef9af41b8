import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type AuditedChange, AuditedTransaction } from '@postern/audit';
import type { GatewayVerdict } from '@postern/contracts';
import { Statements } from '@postern/database';
import { DataSource, type EntityManager } from 'typeorm';
import { ConfigurationRefusedError, NotConfirmedError } from '../gateway-errors.js';
import { numbered, renderGateway } from '../rendering/render-gateway.js';
import { GatewayKeys } from './gateway-keys.js';
import { Activations } from './activations.js';
import { GatewayStateEntity } from './gateway-state.entity.js';
import { NginxAgentClient } from './nginx-agent.client.js';
import { announceEndedPermissions } from './permissions-ended.js';
import { readGatewayModel } from './read-model.js';

/** Runs tasks one after the other, in order; a failed task does not stop the next. */
class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}

const tables = [
  'gateway_api',
  'gateway_certificate',
  'gateway_caller_certificate',
  'gateway_trust_anchor',
  'gateway_state',
];

interface State {
  readonly generation: number;
  readonly digest: string;
}

/**
 * Changes the applied configuration. Each change is one transaction, in which the new configuration is rendered and Nginx validates it
 * before the commit: a refused one is rolled back. Changes are serialized across all server processes.
 */
@Injectable()
export class GatewayChanges {
  private readonly logger = new Logger(GatewayChanges.name);
  /** Changes of this process wait here instead of in the database, where each would hold a connection that decisions need. */
  private readonly turns = new SerialQueue();
  private readonly activations: Activations;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly transaction: AuditedTransaction,
    private readonly keys: GatewayKeys,
    private readonly agent: NginxAgentClient,
  ) {
    this.activations = new Activations((generation) => agent.activate(generation));
  }

  /**
   * @returns what `work` returns, once Nginx serves the change; and the number of the configuration
   * @throws ConfigurationRefusedError with Nginx's words, nothing was changed; NotConfirmedError when the agent is away (nothing was
   * changed) or Nginx does not take over what was kept (it will, as soon as it can); whatever `work` throws
   */
  async run<T>(
    work: (change: AuditedChange) => Promise<T>,
  ): Promise<{ readonly result: T; readonly generation: number }> {
    try {
      const { result, before, after } = await this.inTurn(tables, async (change, state) => {
        const result = await work(change);
        const after = await this.prepare(change.manager, state);
        // For example a stricter policy: the server decides by it, and Nginx need not reload.
        if (after === state.generation) await announceEndedPermissions(change.manager);
        return { result, before: state.generation, after };
      });
      const activated = after === before ? undefined : this.activate(after);
      // Awaited below; until then this avoids an unhandled rejection.
      activated?.catch(() => undefined);
      await this.forgetDecisions();
      await activated;
      return { result, generation: after };
    } catch (error) {
      if (error instanceof ConfigurationRefusedError) await this.remember(error);
      throw error;
    }
  }

  /**
   * Like `run`, for changes that Nginx need not reload for. In effect on commit.
   *
   * @param options `endsPermissions`: open connections may depend on a permission that `work` removes
   */
  async keep<T>(
    work: (change: AuditedChange) => Promise<T>,
    { endsPermissions = false }: { readonly endsPermissions?: boolean } = {},
  ): Promise<T> {
    const result = await this.transaction.run(tables, async (change) => {
      const done = await work(change);
      if (endsPermissions) await announceEndedPermissions(change.manager);
      return done;
    });
    await this.forgetDecisions();
    return result;
  }

  /** What Nginx would report for `work`, which is rolled back. Undefined: Nginx accepts it. */
  async rehearse(work: (manager: EntityManager) => Promise<unknown>): Promise<string | undefined> {
    const outcome = await this.inTurn([], async ({ manager }, { generation }) => {
      await work(manager);
      const rendering = renderGateway(await readGatewayModel(manager, this.keys));
      throw new Rehearsal(this.agent.exists ? await this.agent.judge(numbered(rendering, generation + 1)) : undefined);
    }).catch((error: unknown) => error);
    if (!(outcome instanceof Rehearsal)) throw outcome;
    return outcome.verdict?.reason ?? undefined;
  }

  /** Makes Nginx serve the stored configuration, after a start or a lost connection. Does nothing if it does already. */
  async reconcile(): Promise<void> {
    // An activation under way covers this.
    await this.activations.idle();
    const serving = await this.agent.status();
    const wanted = await this.inTurn([], async ({ manager }, state) => {
      const rendering = renderGateway(await readGatewayModel(manager, this.keys));
      if (rendering.digest === serving.digest && state.generation === serving.generation) return undefined;
      if (this.activations.arePending) return undefined;
      const isNew = rendering.digest !== state.digest && (state.digest !== '' || hasApis(rendering.files));
      if (!isNew && state.digest === '') return undefined;
      const generation = state.generation + (isNew ? 1 : 0);
      const verdict = await this.agent.test(numbered(rendering, generation));
      if (!verdict.accepted) throw new ConfigurationRefusedError(verdict.reason ?? 'no reason given', generation);
      if (isNew) await this.store(manager, generation, rendering.digest);
      return generation;
    }).catch(async (error: unknown) => {
      if (error instanceof ConfigurationRefusedError) await this.remember(error);
      throw error;
    });
    if (wanted !== undefined) await this.activate(wanted);
  }

  private inTurn<T>(tables: readonly string[], work: (change: AuditedChange, state: State) => Promise<T>): Promise<T> {
    return this.turns.take(() =>
      this.transaction.run(tables, async (change) => {
        const state = await Statements.in(change.manager).only<State>(
          'gateway_state.take',
          'select generation, digest from gateway_state for update',
        );
        return work(change, state);
      }),
    );
  }

  /**
   * Renders the state of the transaction, lets Nginx validate it, and returns its number: the previous one if nothing changed for Nginx.
   */
  private async prepare(manager: EntityManager, { generation, digest }: State): Promise<number> {
    if (!this.agent.exists) return generation;
    const rendering = renderGateway(await readGatewayModel(manager, this.keys));
    if (rendering.digest === digest || (digest === '' && !hasApis(rendering.files))) return generation;
    const { accepted, reason } = await this.agent.test(numbered(rendering, generation + 1));
    if (!accepted) throw new ConfigurationRefusedError(reason ?? 'no reason given', generation + 1);
    await this.store(manager, generation + 1, rendering.digest);
    return generation + 1;
  }

  private async store(manager: EntityManager, generation: number, digest: string): Promise<void> {
    await manager.update(GatewayStateEntity, { id: true }, { generation, digest, refused: null });
  }

  private async activate(generation: number): Promise<void> {
    const serving = await this.activations.through(generation);
    if (serving.generation === null || serving.generation < generation) {
      throw new NotConfirmedError(`Nginx serves ${serving.generation ?? 'nothing'} and not ${generation}`);
    }
    this.logger.log(`Nginx serves generation ${generation} of the gateway`);
  }

  /** Nginx caches decisions until the end of a second; this drops them at once. */
  private async forgetDecisions(): Promise<void> {
    if (!this.agent.exists) return;
    await this.agent
      .turnEpoch()
      .catch((error: unknown) => this.logger.warn(`decisions stay for up to a second: ${String(error)}`));
  }

  private async remember({ nginx, generation }: ConfigurationRefusedError): Promise<void> {
    this.logger.warn(`Nginx refuses generation ${generation} of the gateway: ${nginx}`);
    const refused = { at: new Date().toISOString(), generation, reason: nginx };
    await this.database.getRepository(GatewayStateEntity).update({ id: true }, { refused });
  }
}

/** Ends a dry run, whose transaction is rolled back. */
class Rehearsal extends Error {
  constructor(readonly verdict: GatewayVerdict | undefined) {
    super('rehearsed');
  }
}

const hasApis = (files: Readonly<Record<string, string>>): boolean => files['prefixes.map'] !== '';
