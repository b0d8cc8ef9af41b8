import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChangeFeed, Statements } from '@postern/database';
import { authorityKey, type AuthorityPath, type Certificate, reasonName, renderName, X509Error } from '@postern/x509';
import { LRUCache } from 'lru-cache';
import { KeptRevocations } from '../kept/kept-revocations.js';
import type { OcspRule } from '../kept/ocsp-rule.js';
import { OcspWorker } from './ocsp-worker.js';

interface Answer {
  readonly [column: string]: unknown;
  readonly status: 'good' | 'revoked' | 'unknown' | null;
  readonly next_update: Date | null;
  readonly revoked_at: Date | null;
  readonly reason: number | null;
  readonly failure_detail: string | null;
  readonly failures: number;
}

/** Milliseconds that a request waits for the first answer about a certificate. */
const firstAnswer = 3000;
const hour = 3_600_000;

const columns = 'status, next_update, revoked_at, reason, failure_detail, failures';
const useSql = `
  insert into ocsp_answer as a (authority, serial) values ($1, $2)
  on conflict (authority, serial) do update set last_used_at = now() returning ${columns}`;
const findSql = `select ${columns} from ocsp_answer where authority = $1 and serial = $2`;

/** OCSP answers, from memory and the database. */
@Injectable()
export class OcspAnswers implements OnModuleInit {
  private readonly good = new LRUCache<string, { readonly until: number; readonly notedAt: number }>({ max: 100_000 });

  constructor(
    private readonly statements: Statements,
    private readonly stored: KeptRevocations,
    private readonly worker: OcspWorker,
    private readonly changes: ChangeFeed,
  ) {}

  onModuleInit(): void {
    for (const table of ['ocsp_answer', 'revocation_source']) this.changes.onChange(table, () => this.good.clear());
  }

  /**
   * Looks up the certificate, and the authorities below the anchor, whose issuer answers by OCSP. A certificate that is seen for the first
   * time waits for its answer, for three seconds at most.
   *
   * @throws X509Error `revoked`, `revocation_unknown`
   */
  async assert(certificate: Certificate, path: AuthorityPath, at: Date): Promise<void> {
    const { ocsp } = await this.stored.current();
    if (ocsp.size === 0) return;
    let below = certificate;
    for (const issuer of path.authorities) {
      const rule = ocsp.get(authorityKey(issuer));
      if (rule !== undefined) await this.assertOne(rule, below, at, below === certificate);
      below = issuer.certificate;
    }
  }

  private async assertOne(rule: OcspRule, certificate: Certificate, at: Date, isOwn: boolean): Promise<void> {
    const serial = Buffer.from(certificate.serialNumber);
    const key = `${rule.authority} ${serial.toString('hex')}`;
    const known = this.good.get(key);
    const isHeard = this.changes.connected;
    if (isHeard && known !== undefined && at.getTime() < known.until && at.getTime() - known.notedAt < hour) return;
    const answer = await this.answerOf(rule, serial, at);
    if (answer.status === 'revoked') throw revoked(answer, rule, certificate, isOwn);
    if (answer.status === 'unknown')
      throw new X509Error('revocation_unknown', `${rule.address}: the responder does not know the certificate`);
    if (answer.status === 'good' && isUsable(answer, rule, at)) {
      this.good.set(key, { until: endOf(answer, rule), notedAt: at.getTime() });
      return;
    }
    if (rule.acceptsSilence) return;
    throw new X509Error('revocation_unknown', answer.failure_detail ?? `${rule.address}: no answer yet`);
  }

  private async answerOf(rule: OcspRule, serial: Buffer, at: Date): Promise<Answer> {
    const authority = Buffer.from(rule.authority, 'hex');
    const [answer] = await this.statements.run<Answer>('ocsp_answer.use', useSql, [authority, serial]);
    if (answer === undefined) throw new X509Error('revocation_unknown', `${rule.address}: the source has changed`);
    const hasNone = answer.status === null || !isUsable(answer, rule, at);
    // After one request has waited in vain, later ones are answered at once, until the background job has an answer.
    if (!hasNone || answer.failures > 0) return answer;
    const asked = this.worker.askNow(authority, serial).catch(() => undefined);
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, firstAnswer).unref())]);
    return (await this.statements.one<Answer>('ocsp_answer.find', findSql, [authority, serial])) ?? answer;
  }
}

const endOf = ({ next_update: end }: Answer, { graceHours }: OcspRule): number =>
  (end?.getTime() ?? 0) + graceHours * hour;

const isUsable = (answer: Answer, rule: OcspRule, at: Date): boolean => at.getTime() < endOf(answer, rule);

const revoked = (answer: Answer, { address }: OcspRule, certificate: Certificate, isOwn: boolean): X509Error => {
  const date = answer.revoked_at ?? new Date();
  const reason = reasonName(answer.reason ?? 0);
  const authority = isOwn ? null : renderName(certificate.subject);
  const who = authority === null ? '' : ` (the authority ${authority})`;
  const day = date.toISOString().slice(0, 10);
  return new X509Error('revoked', `revoked on ${day}, ${reason}, by ${address}${who}`, `${day}, ${reason}${who}`, {
    at: date.toISOString(),
    reason,
    authority,
  });
};
