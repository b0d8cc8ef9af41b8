import { Injectable } from '@nestjs/common';
import { RevocationLists } from '@postern/certificate-kit';
import type { CertificateStandingRecord } from '@postern/contracts';
import { Statements } from '@postern/database';
import {
  type Authority,
  authorityKey,
  authorityPathOf,
  type Certificate,
  reasonName,
  type TrustStore,
} from '@postern/x509';
import { KeptRevocations } from '../kept/kept-revocations.js';

interface Answer {
  readonly [column: string]: unknown;
  readonly status: 'good' | 'revoked' | 'unknown' | null;
  readonly revoked_at: Date | null;
  readonly reason: number | null;
  readonly failure_detail: string | null;
  readonly is_over: boolean;
}

type Standing = CertificateStandingRecord;

/** From what matters most: what one CA says counts although another door does not check. */
const order: readonly Standing['standing'][] = ['revoked', 'unknown', 'good', 'unchecked'];
const unchecked: Standing = { standing: 'unchecked', reason: null, since: null };
const good: Standing = { standing: 'good', reason: null, since: null };

const answerSql = `
  select status, revoked_at, reason, failure_detail, coalesce(next_update <= now(), true) as is_over
  from ocsp_answer where authority = $1 and serial = $2`;

/** What is known of one certificate, for whoever shows it: whether it is good, revoked by its CA, blocked here. Nobody is asked for it. */
@Injectable()
export class CertificateStanding {
  constructor(
    private readonly lists: RevocationLists,
    private readonly kept: KeptRevocations,
    private readonly statements: Statements,
  ) {}

  async of(certificate: Certificate, at = new Date()): Promise<Standing> {
    await this.lists.current();
    const block = this.lists.blockOf(certificate, at);
    if (block !== undefined) return { standing: 'blocked', reason: block.reason, since: block.since.toISOString() };
    const found: Standing[] = [];
    for (const { store } of await this.lists.authorities())
      for (const issuer of store.issuersOf(certificate)) found.push(await this.below(issuer, store, certificate, at));
    return order.map((standing) => found.find((each) => each.standing === standing)).find(Boolean) ?? unchecked;
  }

  private async below(issuer: Authority, store: TrustStore, certificate: Certificate, at: Date): Promise<Standing> {
    const { ocsp } = await this.kept.current();
    if (ocsp.has(authorityKey(issuer))) return this.answered(issuer, certificate);
    const path = authorityPathOf(issuer, store, at);
    if (path === undefined) return unchecked;
    const status = await (await this.lists.current()).statusOfSerial(path, certificate.serialNumber, at);
    switch (status.kind) {
      case 'revoked':
        return {
          standing: 'revoked',
          reason: reasonName(status.entry.reason),
          since: status.entry.revokedAt.toISOString(),
        };
      case 'unknown':
        return { standing: 'unknown', reason: status.causes[0] ?? null, since: null };
      default:
        return status.kind === 'good' ? good : unchecked;
    }
  }

  private async answered(issuer: Authority, { serialNumber }: Certificate): Promise<Standing> {
    const key = [Buffer.from(authorityKey(issuer), 'hex'), Buffer.from(serialNumber)];
    const answer = await this.statements.one<Answer>('ocsp_answer.standing', answerSql, key);
    if (answer?.status === 'revoked')
      return {
        standing: 'revoked',
        reason: reasonName(answer.reason ?? 0),
        since: answer.revoked_at?.toISOString() ?? null,
      };
    if (answer?.status === 'good' && !answer.is_over) return good;
    return { standing: 'unknown', reason: answer?.failure_detail ?? null, since: null };
  }
}
