import { Injectable } from '@nestjs/common';
import type { ListenerCheckName, ListenerReport, MethodListenerStatus } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { NginxAgentClient } from '@postern/gateway';
import { parseCertificate } from '@postern/x509';
import type { CertificateOriginsStateEntity as State } from '../serving/certificate-origins-state.entity.js';
import { type ListenedMethod, MethodListeners } from '../serving/method-listeners.js';
import { numbered, renderOrigins } from '../serving/render-origins.js';
import { ServedOrigins } from '../serving/served-origins.js';
import { checkListener, type ExpectedListener } from './check-listener.js';

/** Tells of the listener of a method, and looks at it. */
@Injectable()
export class MethodListenerService {
  /** One at a time for each origin: whoever asks meanwhile gets the same answer. */
  private readonly running = new Map<string, Promise<ListenerReport>>();

  constructor(
    private readonly listeners: MethodListeners,
    private readonly origins: ServedOrigins,
    private readonly agent: NginxAgentClient,
    private readonly statements: Statements,
  ) {}

  /** @throws NotFoundError for a method that asks for no certificate */
  async status(methodId: string): Promise<MethodListenerStatus> {
    const method = await this.get(methodId);
    const { own } = method.listener;
    const origin = this.originOf(method);
    const wanted = own?.origin ?? method.listener.sharedOrigin;
    const nothing = { origin, wanted: wanted === origin ? null : wanted, since: null, reason: null, files: null };
    if (!this.agent.exists) {
      if (own === null) return { ...nothing, state: 'shared' };
      const { files } = numbered(renderOrigins([{ methodId, listener: { ...method.listener, own } }]), 1);
      return { ...nothing, state: 'unmanaged', files };
    }
    const { refused, away, servedDigest } = await this.statements.only<
      Pick<State, 'refused' | 'away' | 'servedDigest'>
    >('certificate_origins.read', 'select refused, away, served_digest as "servedDigest" from certificate_origins');
    if (own === null && this.origins.servedAt(methodId) === null) return { ...nothing, state: 'shared' };
    if (away !== null) return { ...nothing, state: 'away', ...away };
    if (refused !== null) return { ...nothing, state: 'refused', since: refused.at, reason: refused.reason };
    const isCurrent = renderOrigins(await this.listeners.own()).digest === servedDigest;
    return { ...nothing, state: nothing.wanted === null && isCurrent ? 'served' : 'waiting' };
  }

  /** @throws NotFoundError for a method that asks for no certificate */
  async check(methodId: string): Promise<ListenerReport> {
    const method = await this.get(methodId);
    const expected = await this.expected(method);
    const started = this.running.get(expected.origin);
    if (started !== undefined) return started;
    const report = checkListener(expected)
      .then(async (found) => {
        if (!this.agent.exists) await this.note(method, found);
        return found;
      })
      .finally(() => this.running.delete(expected.origin));
    this.running.set(expected.origin, report);
    return report;
  }

  /** Where no agent says what Nginx serves, a check does: people are led to an origin that it found good, and to no other. */
  private async note({ methodId, listener: { own } }: ListenedMethod, { checks }: ListenerReport): Promise<void> {
    const isGood = (name: ListenerCheckName): boolean =>
      checks.some((each) => each.name === name && each.outcome === 'ok');
    const served = own !== null && isGood('asks') && isGood('names') ? own.name : null;
    if (served === this.origins.servedAt(methodId)) return;
    await this.statements.run(
      'certificate_origins.note',
      `update certificate_origins set served = case when $2::text is null then served - $1::text
        else served || jsonb_build_object($1::text, $2::text) end`,
      [methodId, served],
    );
  }

  private async get(methodId: string): Promise<ListenedMethod> {
    const method = await this.listeners.find(methodId);
    if (method === undefined) throw new NotFoundError('sign_in_method.not_found', 'it asks for no certificate');
    return method;
  }

  private originOf({ methodId, listener }: ListenedMethod): string {
    const served = this.origins.servedAt(methodId);
    if (served === null || listener.sharedFreshOrigin === null) return listener.sharedOrigin;
    return listener.sharedFreshOrigin.replace('{attempt}', served);
  }

  /** Without an agent nothing is known to be served, so the origin of the settings is what is looked at. */
  private async expected({ methodId, listener }: ListenedMethod): Promise<ExpectedListener> {
    const isOwn = (id: string): boolean => this.origins.servedAt(id) !== null;
    if (listener.own !== null && (isOwn(methodId) || !this.agent.exists)) {
      const { origin, freshOrigin } = listener.own;
      return { origin, freshOrigin, methodId, names: namesOf(listener.sendsNames ? listener.authorities : []) };
    }
    const shared = (await this.listeners.used()).filter((each) => !isOwn(each.methodId));
    return {
      origin: listener.sharedOrigin,
      freshOrigin: listener.sharedFreshOrigin,
      methodId: null,
      names: namesOf(shared.flatMap((each) => each.listener.authorities)),
    };
  }
}

const namesOf = (authorities: readonly Uint8Array[]): readonly Uint8Array[] =>
  authorities.map((der) => parseCertificate(der).subject.der);
