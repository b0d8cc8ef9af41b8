import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction } from '@postern/audit';
import { Statements } from '@postern/database';
import { type OcspAnswer, ocspRequest, parseCertificate, readOcspResponse, renderName, X509Error } from '@postern/x509';
import { FetchError, fetchFile } from '../fetching/fetch-file.js';
import type { OcspRule } from '../kept/ocsp-rule.js';

/** Bytes; an answer usually has a few thousand. */
const longestAnswer = 64 * 1024;
/** Milliseconds for one request. */
const patience = 10_000;
/** Milliseconds between two requests about one certificate, at least and at most. */
const shortest = 5 * 60_000;
const longest = 24 * 3_600_000;

interface AskFailure {
  readonly code: 'revocation.fetch_failed' | 'revocation.signature' | 'revocation.too_large';
  readonly detail: string;
}

/** Asks a responder about one certificate and stores the answer. */
@Injectable()
export class OcspAsking {
  constructor(private readonly transaction: AuditedTransaction) {}

  /** Never fails because of the responder. @param serial content of the INTEGER */
  async ask(rule: OcspRule, serial: Buffer): Promise<void> {
    const answer = await this.answerOf(rule, serial);
    await this.transaction.run([], (change) =>
      'code' in answer ? this.fail(change, rule, serial, answer) : this.keep(change, rule, serial, answer),
    );
  }

  private async answerOf(rule: OcspRule, serialNumber: Buffer): Promise<OcspAnswer | AskFailure> {
    const { address, insideNetwork, sendsNonce, responder } = rule;
    const issuer = parseCertificate(rule.certificate);
    const request = ocspRequest(issuer, serialNumber, sendsNonce);
    try {
      const { data } = await fetchFile(address, {
        insideNetwork,
        body: { type: 'application/ocsp-request', bytes: request.der },
        most: longestAnswer,
        within: patience,
      });
      const question = {
        ...{ issuer, serialNumber, request, at: new Date() },
        responder: responder && parseCertificate(responder),
      };
      return readOcspResponse(data ?? new Uint8Array(), question);
    } catch (error) {
      if (error instanceof FetchError) return { code: error.code, detail: `${address}: ${error.message}` };
      if (error instanceof X509Error) return { code: 'revocation.signature', detail: `${address}: ${error.detail}` };
      throw error;
    }
  }

  private async keep(
    { manager, record }: AuditedChange,
    rule: OcspRule,
    serial: Buffer,
    { status, thisUpdate, nextUpdate, revokedAt, reason }: OcspAnswer,
  ): Promise<void> {
    const now = Date.now();
    const wait = Math.min(longest, Math.max(shortest, (nextUpdate.getTime() - now) * (0.9 - Math.random() / 20)));
    // A replayed older answer must not replace a newer one, nor may that of a former responder.
    await Statements.in(manager).run(
      'ocsp_answer.answered',
      `with next as (select authority, serial, coalesce(issued_at, $4::timestamptz) <= $4::timestamptz as is_news from ocsp_answer
         where authority = $1 and serial = $2 and exists (
           select from revocation_source s where s.authority = $1 and s.kind = 'ocsp' and s.address = $9 and s.responder is not distinct from $10)
         for update)
       update ocsp_answer a set leased_until = null, next_ask_at = now() + make_interval(secs => $8), failures = 0, failure_code = null,
         failure_detail = null, status = case when n.is_news then $3 else a.status end,
         issued_at = case when n.is_news then $4 else a.issued_at end, next_update = case when n.is_news then $5 else a.next_update end,
         revoked_at = case when n.is_news then $6 else a.revoked_at end, reason = case when n.is_news then $7 else a.reason end
       from next n where a.authority = n.authority and a.serial = n.serial`,
      [
        ...[authorityOf(rule), serial, status, thisUpdate, nextUpdate, revokedAt ?? null, reason, wait / 1000],
        ...[rule.address, rule.responder],
      ],
    );
    const before = await Statements.in(manager).one<{ readonly failure_code: string | null }>(
      'revocation_source.answered',
      `with before as (select authority, failure_code from revocation_source where authority = $1 for update), after as (
         update revocation_source s set fetched_at = now(), failures = 0, failed_at = null, failure_code = null, failure_detail = null
         from before b where s.authority = b.authority
       ) select failure_code from before`,
      [authorityOf(rule)],
    );
    if (before?.failure_code != null) await record({ type: 'revocation.recovered', details: about(rule) });
    // Every server drops its cached answer and rechecks sessions.
    if (status !== 'good')
      await Statements.in(manager).run('ocsp_answer.announce', 'select pg_notify($1, $2)', [
        'postern_changes',
        'ocsp_answer',
      ]);
  }

  /** The first three attempts follow each other; then every five minutes. */
  private async fail(
    { manager, record }: AuditedChange,
    rule: OcspRule,
    serial: Buffer,
    { code, detail }: AskFailure,
  ): Promise<void> {
    await Statements.in(manager).run(
      'ocsp_answer.failed',
      `update ocsp_answer set failure_code = $3, failure_detail = $4, failures = failures + 1, leased_until = null,
         next_ask_at = now() + make_interval(secs => case when failures < 2 then 5 else ${shortest / 1000} end)
       where authority = $1 and serial = $2`,
      [authorityOf(rule), serial, code, detail.slice(0, 1000)],
    );
    const before = await Statements.in(manager).one<{ readonly failure_code: string | null }>(
      'revocation_source.unanswered',
      `with before as (select authority, failure_code from revocation_source where authority = $1 for update), after as (
         update revocation_source s set failures = failures + 1, failed_fetches = failed_fetches + 1, failed_at = now(),
           failure_code = $2, failure_detail = $3 from before b where s.authority = b.authority
       ) select failure_code from before`,
      [authorityOf(rule), code, detail.slice(0, 1000)],
    );
    if (before !== undefined && before.failure_code !== code)
      await record({ type: 'revocation.failed', code, details: { ...about(rule), cause: detail } });
  }
}

const authorityOf = ({ authority }: OcspRule): Buffer => Buffer.from(authority, 'hex');

const about = ({ certificate, address }: OcspRule): Readonly<Record<string, unknown>> => ({
  ca: renderName(parseCertificate(certificate).subject),
  address,
});
