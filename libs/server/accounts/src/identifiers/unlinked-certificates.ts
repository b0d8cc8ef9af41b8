import { Injectable } from '@nestjs/common';
import { CertificateInventory, certificateUpsert, certificateValues } from '@postern/certificates';
import { Statements, violatedConstraint } from '@postern/database';
import { PeriodicJob, type PresentedCertificate } from '@postern/requests';
import { LRUCache } from 'lru-cache';

/** A sign-in whose account a rule found by a name. */
export interface UnlinkedUse {
  readonly accountId: string;
  readonly methodId: string;
  readonly certificate: PresentedCertificate;
}

interface Waiting extends UnlinkedUse {
  readonly at: Date;
}

const hour = 3_600_000;
/** Uses kept in memory; an evicted one is only written again. */
const remembered = 100_000;
/** Uses that wait for the database at most; what is left out is written at the next sign-in. */
const mostWaiting = 2000;
/** Certificates of one account and method; the one that was not used for longest makes room. */
const mostUnlinked = 5;

/** SQL (boolean): whether a certificate is linked to an account, given by SQL of its id and of the certificate's SHA-256. */
const isLinked = (account: string, sha256: string): string => `exists (
  select from identifier i join certificate c on c.id = i.certificate_id where i.account_id = ${account} and c.sha256 = ${sha256})`;
const useSql = `
  with stored as (${certificateUpsert(4, `not ${isLinked('$1', '$4')}`)})
  insert into unlinked_certificate (account_id, method_id, certificate_id, last_used_at)
  select $1, $2, stored.id, $3 from stored
  on conflict (account_id, method_id, certificate_id) do update
    set last_used_at = greatest(unlinked_certificate.last_used_at, excluded.last_used_at)`;
const roomSql = `
  delete from unlinked_certificate where (account_id, method_id) = ($1, $2) and certificate_id in (
    select certificate_id from unlinked_certificate where (account_id, method_id) = ($1, $2)
    order by last_used_at desc, certificate_id offset ${mostUnlinked})
  returning certificate_id as id`;
// An expired certificate stays as long as the warnings of its end. One that is linked by now is an identifier.
const purgeSql = `
  delete from unlinked_certificate u using certificate c where c.id = u.certificate_id and (
    c.not_after < now() - interval '30 days'
    or exists (select from identifier i where i.account_id = u.account_id and i.certificate_id = u.certificate_id))
  returning c.id`;

/**
 * Keeps the certificates that people sign in with without having linked them, so that they hear when one expires and the inventory lists it.
 * Written in the background, once an hour for each: no sign-in waits for it.
 */
@Injectable()
export class UnlinkedCertificates extends PeriodicJob {
  protected readonly interval = 500;
  protected readonly failure = 'certificates that are used without a link were not stored';
  private readonly known = new LRUCache<string, number>({ max: remembered });
  private readonly waiting = new Map<string, Waiting>();
  private nextPurge = 0;

  constructor(
    private readonly statements: Statements,
    private readonly inventory: CertificateInventory,
  ) {
    super();
  }

  note(use: UnlinkedUse, at = new Date()): void {
    const key = `${use.accountId} ${use.methodId} ${use.certificate.summary.sha256}`;
    const before = this.known.get(key);
    if ((before !== undefined && at.getTime() - before < hour) || this.waiting.size >= mostWaiting) return;
    this.known.set(key, at.getTime());
    this.waiting.set(key, { ...use, at });
  }

  override async onApplicationShutdown(): Promise<void> {
    await super.onApplicationShutdown();
    await this.runOnce();
  }

  protected async work(): Promise<void> {
    for (const [key, use] of this.waiting) {
      this.waiting.delete(key);
      await this.store(key, use);
    }
    if (Date.now() < this.nextPurge) return;
    this.nextPurge = Date.now() + hour;
    await this.forget('unlinked_certificate.purge', purgeSql, []);
  }

  private async store(key: string, { accountId, methodId, certificate, at }: Waiting): Promise<void> {
    try {
      await this.statements.run('unlinked_certificate.use', useSql, [
        ...[accountId, methodId, at, ...certificateValues(certificate)],
      ]);
    } catch (error) {
      this.known.delete(key);
      // The account or the method is gone.
      if (violatedConstraint(error) !== undefined) return;
      throw error;
    }
    await this.forget('unlinked_certificate.make_room', roomSql, [accountId, methodId]);
  }

  private async forget(name: string, sql: string, values: readonly unknown[]): Promise<void> {
    const gone = await this.statements.run<{ readonly id: string }>(name, sql, [...values]);
    await this.inventory.forget([...new Set(gone.map(({ id }) => id))]);
  }
}
