import { Injectable } from '@nestjs/common';
import { RevocationLists } from '@postern/certificate-kit';
import { CertificateInventory, CertificateSources } from '@postern/certificates';
import { ChangeFeed, Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { summarize } from '@postern/x509';

const rows = `
  select t.certificate_id, m.id as holder_id, m.name as holder, null as within_id, null as within, null::timestamptz as last_used_at,
    postern_fold(m.name) as words
  from method_trust_anchor t join sign_in_method m on m.id = t.method_id`;

const insertSql = `
  insert into method_trust_anchor (method_id, certificate_id)
  select m.id, w.certificate from unnest($1::uuid[], $2::uuid[]) as w (method, certificate) join sign_in_method m on m.id = w.method
  order by 1, 2 on conflict do nothing`;
const deleteSql = `
  delete from method_trust_anchor t
  where not exists (select from unnest($1::uuid[], $2::uuid[]) as w (method, certificate)
    where w.method = t.method_id and w.certificate = t.certificate_id)
  returning certificate_id`;

/**
 * Puts the trust anchors of sign-in methods, which are in the methods' own settings, into the inventory: when the server starts, when a
 * method changes, and every minute. Nothing is trusted because of it.
 */
@Injectable()
export class MethodTrustAnchors extends PeriodicJob {
  protected readonly interval = 60_000;
  protected readonly failure = 'trust anchors of sign-in methods are not all in the inventory';
  private soon: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private written: string | undefined;

  constructor(
    private readonly lists: RevocationLists,
    private readonly inventory: CertificateInventory,
    private readonly statements: Statements,
    private readonly changes: ChangeFeed,
    sources: CertificateSources,
  ) {
    super();
    sources.add({ use: 'sign_in_trust_anchor', lastUse: 'none', rows });
  }

  override async onApplicationBootstrap(): Promise<void> {
    this.changes.onChange('sign_in_method', () => this.lookSoon());
    this.lookSoon();
    await super.onApplicationBootstrap();
  }

  override async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.soon);
    await this.looking;
    await super.onApplicationShutdown();
  }

  protected async work(): Promise<void> {
    const trusted = (await this.lists.authorities()).flatMap(({ methodId, store }) =>
      methodId === undefined ? [] : store.authorities.map(({ certificate }) => ({ methodId, certificate })),
    );
    const state = trusted
      .map(({ methodId, certificate }) => `${methodId} ${certificate.sha256}`)
      .sort()
      .join('\n');
    if (state === this.written) return;
    const ids = await Promise.all(
      trusted.map(({ certificate }) =>
        this.inventory.register({ der: certificate.der, summary: summarize(certificate) }),
      ),
    );
    const pairs = [trusted.map(({ methodId }) => methodId), ids];
    await this.statements.run('method_trust_anchor.insert', insertSql, pairs);
    const gone = await this.statements.run<{ readonly certificate_id: string }>(
      'method_trust_anchor.delete',
      deleteSql,
      pairs,
    );
    await this.inventory.forget(gone.map(({ certificate_id: id }) => id));
    this.written = state;
  }

  /** Simultaneous changes are handled together. */
  private lookSoon(): void {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      // After the run under way, which may have begun before the change.
      this.looking = this.looking.then(() => this.runOnce());
    }, 100).unref();
  }
}
