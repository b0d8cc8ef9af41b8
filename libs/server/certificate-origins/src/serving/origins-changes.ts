import { Injectable, Logger } from '@nestjs/common';
import { AuditedTransaction } from '@postern/audit';
import { Statements } from '@postern/database';
import { NginxAgentClient } from '@postern/gateway';
import type { CertificateOriginsStateEntity as State } from './certificate-origins-state.entity.js';
import { MethodListeners } from './method-listeners.js';
import { numbered, type OriginsRendering, renderOrigins } from './render-origins.js';
import { originsTable } from './served-origins.js';

/**
 * Makes Nginx serve the origins of the methods as they are. Nginx tests each configuration first; one that it refuses changes nothing. A
 * browser is led to an origin only after Nginx was seen to serve it.
 */
@Injectable()
export class OriginsChanges {
  private readonly logger = new Logger(OriginsChanges.name);

  constructor(
    private readonly listeners: MethodListeners,
    private readonly transaction: AuditedTransaction,
    private readonly agent: NginxAgentClient,
    private readonly statements: Statements,
  ) {}

  /** @throws NotConfirmedError when the agent is down, or Nginx does not take over what it accepted */
  async reconcile(): Promise<void> {
    const rendering = renderOrigins(await this.listeners.own());
    if (Object.keys(rendering.names).length === 0 && !(await this.wasUsed())) return;
    const serving = await this.agent.originsStatus();
    const wanted = await this.transaction.run([originsTable], async ({ manager }) => {
      const statements = Statements.in(manager);
      const state = await statements.only<State>(
        'certificate_origins.take',
        'select generation, digest, served, served_digest as "servedDigest", refused, away from certificate_origins for update',
      );
      const isServed = rendering.digest === serving.digest && serving.generation === state.generation;
      if (isServed || (state.digest === '' && Object.keys(rendering.names).length === 0)) {
        await settle(statements, state, rendering);
        return undefined;
      }
      const isNew = rendering.digest !== state.digest || state.generation < (serving.generation ?? 0);
      const generation = isNew ? Math.max(state.generation, serving.generation ?? 0) + 1 : state.generation;
      const { accepted, reason } = await this.agent.testOrigins(numbered(rendering, generation));
      if (!accepted) {
        await this.refuse(statements, state, reason ?? 'no reason given', serving.digest === null);
        return undefined;
      }
      await statements.run(
        'certificate_origins.want',
        'update certificate_origins set generation = $1, digest = $2, refused = null, away = null',
        [generation, rendering.digest],
      );
      return generation;
    });
    if (wanted !== undefined) await this.activate(wanted, rendering);
  }

  /** Notes since when the agent is away. */
  async note(reason: string): Promise<void> {
    await this.statements.run(
      'certificate_origins.away',
      `update certificate_origins set away = jsonb_build_object('since', $1::text, 'reason', $2::text) where away is null`,
      [new Date().toISOString(), reason],
    );
  }

  /** False: no method ever had an origin of its own. An agent that is older, or knows no certificate listener, is no trouble then. */
  private async wasUsed(): Promise<boolean> {
    const { isUsed, isNoted } = await this.statements.only<{ readonly isUsed: boolean; readonly isNoted: boolean }>(
      'certificate_origins.used',
      `select digest <> '' as "isUsed", (refused is not null or away is not null) as "isNoted" from certificate_origins`,
    );
    if (isNoted && !isUsed) {
      await this.statements.run(
        'certificate_origins.forget',
        'update certificate_origins set refused = null, away = null',
      );
    }
    return isUsed;
  }

  private async activate(generation: number, { names, digest }: OriginsRendering): Promise<void> {
    const { generation: served } = await this.agent.activateOrigins(generation);
    if (served !== generation) throw new Error(`Nginx serves ${served ?? 'nothing'} and not ${generation}`);
    await this.transaction.run([originsTable], ({ manager }) =>
      Statements.in(manager).run(
        'certificate_origins.serve',
        'update certificate_origins set served = $2, served_digest = $3 where generation = $1',
        [generation, names, digest],
      ),
    );
    this.logger.log(`Nginx serves ${Object.keys(names).length} certificate origins (generation ${generation})`);
  }

  /** @param isOut Nginx serves no origin at all, so browsers have to come to the shared one */
  private async refuse(statements: Statements, state: State, reason: string, isOut: boolean): Promise<void> {
    if (state.refused?.reason === reason && state.away === null && !isOut) return;
    this.logger.warn(`Nginx refuses the certificate origins: ${reason}`);
    await statements.run(
      'certificate_origins.refuse',
      `update certificate_origins set refused = $1, away = null, served = case when $2 then '{}' else served end,
        served_digest = case when $2 then '' else served_digest end`,
      [{ at: new Date().toISOString(), reason }, isOut],
    );
  }
}

/** Everything is as it should be: what was noted of trouble before is over. */
const settle = async (statements: Statements, state: State, { names, digest }: OriginsRendering): Promise<void> => {
  const isNoted = state.refused === null && state.away === null && state.servedDigest === digest;
  if (isNoted) return;
  await statements.run(
    'certificate_origins.settle',
    'update certificate_origins set served = $1, served_digest = $2, refused = null, away = null',
    [names, digest],
  );
};
