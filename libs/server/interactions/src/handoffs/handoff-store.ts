import { hash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { proofMark, searchOf } from '@postern/accounts';
import type { AuditRecord } from '@postern/audit';
import type { ErrorCode, RefusalFacts } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { interactionKey } from '@postern/oidc';
import { HandoffError } from '@postern/errors';
import type { SignInTicket, PresentedIdentifier, ProofTime } from '@postern/provider-kit';
import type { PresentedCertificate } from '@postern/requests';
import { InteractionsConfig } from '../interactions.config.js';
import {
  columns,
  consumeForSignInSql,
  event,
  insertSql,
  insertWithEventSql,
  settleSql,
  signIn,
  signInByAttemptSql,
  stillCounts,
} from './handoff-sql.js';
import {
  type Attempt,
  type ConsumedHandoff,
  foundIn,
  type HandoffRow,
  type LinkRow,
  type SignInRow,
  type StoredHandoff,
  toHandoff,
} from './handoff-rows.js';

/** Seconds for which a sign-in may use a certificate that was presented in it, for example to link it. */
const attemptLifetime = 15 * 60;

export interface HandoffOutcome {
  /** Null for a valid proof. */
  readonly code: ErrorCode | null;
  readonly reason?: string;
  readonly facts?: RefusalFacts;
  readonly identifier?: PresentedIdentifier;
  readonly certificate: PresentedCertificate | null;
}

const hashCode = (code: string): Buffer => hash('sha256', code, 'buffer');

/** The table of handoffs: stored once per ticket, consumed once per code, each in one atomic statement. */
@Injectable()
export class HandoffStore {
  constructor(
    private readonly statements: Statements,
    private readonly config: InteractionsConfig,
  ) {}

  /**
   * @param record written in the same statement, when given
   * @returns the one-time code for the address
   * @throws HandoffError `ticket.used` when the ticket had its outcome already
   */
  async store(ticket: SignInTicket, outcome: HandoffOutcome, record?: AuditRecord): Promise<string> {
    const code = randomBytes(32).toString('base64url');
    const { identifier } = outcome;
    const values = [
      ticket.id,
      hashCode(code),
      ticket.purpose,
      ticket.methodId,
      ticket.interactionUid,
      ticket.accountId,
      outcome.code,
      outcome.reason ?? null,
      outcome.facts ?? null,
      identifier?.subject ?? null,
      identifier?.alias ?? null,
      identifier?.formerSubject ?? null,
      identifier?.rule ?? null,
      identifier ? searchOf(identifier) : null,
      identifier?.label ?? null,
      outcome.certificate && Buffer.from(outcome.certificate.der),
      outcome.certificate?.summary ?? null,
      identifier?.acr ?? null,
      identifier?.amr ?? null,
      this.config.HANDOFF_TTL,
    ];
    try {
      if (record === undefined) await this.statements.run('handoff_store', insertSql, values);
      else {
        const key = ticket.interactionUid && interactionKey(ticket.interactionUid);
        const days = this.config.REFUSED_CERTIFICATE_DAYS;
        const all = [...values, key, days, ...event.values(record)];
        await this.statements.run('handoff_store_event', insertWithEventSql, all);
      }
      return code;
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'handoff_pk') throw new HandoffError('ticket.used');
      // The method or the account was deleted since the ticket was made.
      if (constraint !== undefined) throw new HandoffError('ticket.invalid', constraint);
      throw error;
    }
  }

  /**
   * Consumes a sign-in's code and signs in whom the subject belongs to, in one statement. The handoff then stays readable, as an
   * attempt, for the rest of that sign-in.
   *
   * @param record of the sign-in; written only when there is an active account
   * @returns undefined when there is no such code, or the interaction has ended: then nothing was written
   */
  async consumeForSignIn(
    code: string,
    interactionUid: string,
    record: AuditRecord,
  ): Promise<ConsumedHandoff | undefined> {
    const values = [hashCode(code), interactionUid, attemptLifetime, interactionKey(interactionUid)];
    const row = await this.consumeOnce([...values, ...signIn.values(record)]);
    if (row === undefined) return undefined;
    return { handoff: toHandoff(row), interaction: row.interaction, found: foundIn(row) };
  }

  /**
   * Signs in with a certificate that was presented earlier in this sign-in, once it has an account. Answers as `consumeForSignIn`.
   *
   * @param identifier by the rules of now
   */
  async signInByAttempt(
    { id, interactionUid }: { readonly id: string; readonly interactionUid: string },
    identifier: PresentedIdentifier,
    record: AuditRecord,
  ): Promise<ConsumedHandoff | undefined> {
    const key = interactionKey(interactionUid);
    const values = [id, interactionUid, JSON.stringify(searchOf(identifier)), key, ...signIn.values(record)];
    const row = await this.statements.one<SignInRow>('handoff_sign_in_attempt', signInByAttemptSql, values);
    return row && { handoff: toHandoff(row), interaction: row.interaction, found: foundIn(row) };
  }

  /** If two people with equal names sign in for the first time at once, the second keeps the former subject. */
  private async consumeOnce(values: readonly unknown[]): Promise<SignInRow | undefined> {
    const consume = () => this.statements.one<SignInRow>('handoff_consume_sign_in', consumeForSignInSql, values);
    try {
      return await consume();
    } catch (error) {
      if (violatedConstraint(error)?.startsWith('identifier_method_') !== true) throw error;
      return consume();
    }
  }

  /** @throws HandoffError `handoff.invalid`, `handoff.wrong_account`; an attempt by another account does not consume the code */
  async consumeForLink(code: string, accountId: string): Promise<StoredHandoff & { readonly proof: ProofTime }> {
    const row = await this.statements.one<LinkRow>(
      'handoff_consume_link',
      `update handoff set consumed_at = now()
       where code_hash = $1 and purpose = 'link' and account_id = $2 and consumed_at is null and expires_at > now()
         and ${stillCounts}
       returning ${columns}, jsonb_build_object('at', extract(epoch from created_at)::text,
         'mark', (select ${proofMark('a')} from account a where a.id = handoff.account_id)) as proof`,
      [hashCode(code), accountId],
    );
    if (row !== undefined) return { ...toHandoff(row), proof: row.proof };
    await this.peekForLink(code, accountId);
    throw new HandoffError('handoff.invalid');
  }

  /** Reads a link's code without consuming it, and extends its life while the person reads the confirmation page. */
  async peekForLink(code: string, accountId: string): Promise<StoredHandoff> {
    const row = await this.statements.one<HandoffRow>(
      'handoff_peek_link',
      `update handoff set expires_at = case when account_id = $2 then greatest(expires_at, created_at + make_interval(secs => $3))
         else expires_at end
       where code_hash = $1 and purpose = 'link' and consumed_at is null and expires_at > now()
         and ${stillCounts}
       returning ${columns}`,
      [hashCode(code), accountId, attemptLifetime],
    );
    if (row === undefined) throw new HandoffError('handoff.invalid');
    if (row.account_id !== accountId) throw new HandoffError('handoff.wrong_account');
    return toHandoff(row);
  }

  /**
   * Consumes the code of an identifier that an application requires. It then waits, as an attempt, until its person has read what would be
   * linked.
   *
   * @returns id of the attempt
   * @throws HandoffError `handoff.invalid`
   */
  async consumeForLinkInSignIn(code: string, interactionUid: string, accountId: string): Promise<string> {
    const row = await this.statements.one<{ readonly id: string }>(
      'handoff_consume_link_in_sign_in',
      `update handoff set consumed_at = now(), expires_at = now() + make_interval(secs => $4)
       where code_hash = $1 and purpose = 'link_in_sign_in' and interaction_uid = $2 and account_id = $3 and consumed_at is null
         and expires_at > now() and ${stillCounts}
       returning id`,
      [hashCode(code), interactionUid, accountId, attemptLifetime],
    );
    if (row === undefined) throw new HandoffError('handoff.invalid');
    return row.id;
  }

  /** What was presented earlier in this sign-in, for one of the two purposes: neither is ever used for the other. */
  async findAttempt(
    id: string,
    interactionUid: string,
    purpose: 'sign_in' | 'link_in_sign_in' = 'sign_in',
  ): Promise<Attempt | undefined> {
    const row = await this.statements.one<HandoffRow & { readonly proved_at: string; readonly mark: string | null }>(
      'handoff_find_attempt',
      `select ${columns}, extract(epoch from created_at)::text as proved_at,
         (select ${proofMark('a')} from account a where a.id = handoff.account_id) as mark
       from handoff
       where id = $1 and interaction_uid = $2 and purpose = $3 and consumed_at is not null and expires_at > now()
         and (account_id is null or ${stillCounts})`,
      [id, interactionUid, purpose],
    );
    return row && { ...toHandoff(row), provedAt: row.proved_at, mark: row.mark, accountId: row.account_id };
  }

  /** Records the outcome of an attempt after it was consumed. */
  async settleAttempt(id: string, code: ErrorCode | null): Promise<void> {
    await this.statements.run('handoff_settle', settleSql, [id, code, this.config.REFUSED_CERTIFICATE_DAYS]);
  }
}
