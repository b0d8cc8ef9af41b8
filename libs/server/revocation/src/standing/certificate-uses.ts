import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { authorityKey, type AuthorityPath, type Certificate, nameKey, revocationPointersOf } from '@postern/x509';
import { LRUCache } from 'lru-cache';

interface Use {
  readonly sha256: string;
  readonly authority: string;
  readonly serial: string;
  readonly issuerKey: string;
  readonly at: string;
}

interface Proposal {
  readonly authority: string;
  readonly kind: 'address' | 'delta' | 'ocsp';
  readonly address: string;
}

const hour = 3_600_000;
/** Uses kept in memory; an evicted one is only written again. */
const remembered = 200_000;
/** Addresses that certificates of one CA name; a CA has a few. */
const mostProposals = 20;
/** Days that a use is stored; longer than any session. */
const daysKept = 90;

const useSql = `
  insert into certificate_use (sha256, authority, serial, issuer_key, last_used_at)
  select decode(u.sha256, 'hex'), decode(u.authority, 'hex'), decode(u.serial, 'hex'), u."issuerKey", u.at
  from jsonb_to_recordset($1::jsonb) as u (sha256 text, authority text, serial text, "issuerKey" text, at timestamptz)
  order by u.sha256
  on conflict (sha256) do update set last_used_at = greatest(certificate_use.last_used_at, excluded.last_used_at),
    authority = excluded.authority`;
const proposalSql = `
  insert into revocation_proposal (authority, kind, address)
  select decode(p.authority, 'hex'), p.kind, p.address
  from jsonb_to_recordset($1::jsonb) as p (authority text, kind text, address text) order by 1, 2, 3
  on conflict (authority, kind, address) do update set last_seen_at = now()`;

/**
 * Records which certificates of people, applications and callers were accepted, and which URLs they name. Written in the
 * background, once an hour for each, so that no sign-in waits for it.
 */
@Injectable()
export class CertificateUses extends PeriodicJob {
  protected readonly interval = 500;
  protected readonly failure = 'uses of certificates were not written';
  private readonly known = new LRUCache<string, number>({ max: remembered });
  private readonly proposed = new LRUCache<string, number>({ max: 10_000 });
  private waiting = new Map<string, Use>();
  private proposals: Proposal[] = [];
  private purgedAt = -Infinity;

  constructor(private readonly statements: Statements) {
    super();
  }

  note(certificate: Certificate, { authorities: [issuer], anchor }: AuthorityPath, at: Date): void {
    const { sha256 } = certificate;
    const before = this.known.get(sha256);
    if (before !== undefined && at.getTime() - before < hour) return;
    this.known.set(sha256, at.getTime());
    const authority = authorityKey(issuer ?? anchor);
    const serial = Buffer.from(certificate.serialNumber).toString('hex');
    const issuerKey = nameKey(certificate.issuer);
    this.waiting.set(sha256, { sha256, authority, serial, issuerKey, at: at.toISOString() });
    this.propose(authority, certificate);
  }

  override async onApplicationShutdown(): Promise<void> {
    await super.onApplicationShutdown();
    await this.runOnce();
  }

  protected async work(): Promise<void> {
    const [uses, proposals] = [[...this.waiting.values()], this.proposals];
    this.waiting = new Map();
    this.proposals = [];
    try {
      if (uses.length > 0) await this.statements.run('certificate_use.note', useSql, [JSON.stringify(uses)]);
      if (proposals.length > 0)
        await this.statements.run('revocation_proposal.note', proposalSql, [JSON.stringify(proposals)]);
    } catch (error) {
      // They are recorded again at their next use.
      for (const { sha256 } of uses) this.known.delete(sha256);
      this.proposed.clear();
      throw error;
    }
    await this.purge();
  }

  private propose(authority: string, certificate: Certificate): void {
    const { lists, deltas, responders } = revocationPointersOf(certificate);
    const named = [
      ...lists.map((address) => ({ authority, kind: 'address', address }) as const),
      ...deltas.map((address) => ({ authority, kind: 'delta', address }) as const),
      ...responders.map((address) => ({ authority, kind: 'ocsp', address }) as const),
    ];
    for (const proposal of named) {
      const key = `${authority} ${proposal.kind} ${proposal.address}`;
      const count = this.proposed.get(authority) ?? 0;
      if (this.proposed.has(key) || count >= mostProposals) continue;
      this.proposed.set(key, 1).set(authority, count + 1);
      this.proposals.push(proposal);
    }
  }

  private async purge(): Promise<void> {
    if (performance.now() - this.purgedAt < hour) return;
    this.purgedAt = performance.now();
    await this.statements.run(
      'certificate_use.purge',
      `delete from certificate_use where last_used_at < now() - make_interval(days => ${daysKept})`,
      [],
    );
  }
}
