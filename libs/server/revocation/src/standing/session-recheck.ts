import { Injectable } from '@nestjs/common';
import { AuditedTransaction } from '@postern/audit';
import { RevocationLists } from '@postern/certificate-kit';
import { ChangeFeed, Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { type AuthorityPath, authorityKey, authorityPathOf, type Revocations, X509Error } from '@postern/x509';
import { CertificateSessions } from './certificate-sessions.port.js';

interface UseRow {
  readonly [column: string]: unknown;
  readonly sha256: Buffer;
  readonly serial: Buffer;
}

/** Certificates that are checked between two yields to the event loop. */
const atOnce = 2000;
/** Milliseconds between two checks of certificates known to be revoked: a sign-in may have been under way. */
const interval = 10_000;

// Only those that may still have sessions or tokens. Sessions with a former certificate are few.
const former = '(select unnest(former_certificates) from oidc_artifact where former_certificates is not null)';
const isOpen = (sha256: string): readonly string[] => [
  `exists (select from oidc_artifact a where a.certificate = ${sha256})`,
  `${sha256} in ${former}`,
];
const usesSql = isOpen('u.sha256')
  .map(
    (condition) => `(select u.sha256, u.serial from certificate_use u
      where u.authority = $1 and u.sha256 > $2 and ${condition} order by u.sha256 limit ${atOnce})`,
  )
  .join(' union ')
  .concat(` order by sha256 limit ${atOnce}`);
const inForce = '(b.until is null or b.until > now())';
const blockedSql = [
  ...isOpen('u.sha256').map(
    (condition) => `select u.sha256 from certificate_block b
      join certificate_use u on u.sha256 = b.sha256 or (u.issuer_key = b.issuer_key and u.serial = b.serial)
      where ${inForce} and ${condition}`,
  ),
  ...isOpen('b.sha256').map(
    (condition) => `select b.sha256 from certificate_block b where ${inForce} and ${condition}`,
  ),
].join(' union ');
const optedOutSql = `select encode(authority, 'hex') as authority from revocation_source where not rechecks_sessions`;
const answeredSql = isOpen('u.sha256')
  .map(
    (condition) => `select u.sha256 from ocsp_answer o
      join certificate_use u on u.authority = o.authority and u.serial = o.serial
      join revocation_source s on s.authority = o.authority and s.kind = 'ocsp' and s.rechecks_sessions
      where o.status = 'revoked' and ${condition}`,
  )
  .join(' union ');

/**
 * Ends sessions and tokens of certificates that have been revoked or blocked: at once after a change, and every few seconds for sign-ins
 * that were under way. Every server does it, idempotently.
 */
@Injectable()
export class SessionRecheck extends PeriodicJob {
  protected readonly interval = interval;
  protected readonly failure = 'sessions of revoked certificates were not ended';
  private soon: NodeJS.Timeout | undefined;

  constructor(
    private readonly lists: RevocationLists,
    private readonly sessions: CertificateSessions,
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly changes: ChangeFeed,
  ) {
    super();
  }

  override async onApplicationBootstrap(): Promise<void> {
    for (const table of ['revocation_list', 'certificate_block', 'revocation_source', 'ocsp_answer'])
      this.changes.onChange(table, () => this.look());
    await super.onApplicationBootstrap();
  }

  override async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.soon);
    await super.onApplicationShutdown();
  }

  protected async work(): Promise<void> {
    await this.end(await this.thumbprints('blocked'), 'certificate.blocked');
    await this.end(await this.thumbprints('answered'), 'certificate.revoked');
    await this.endListed();
  }

  /** Simultaneous changes are handled together. */
  private look(): void {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      void this.runOnce();
    }, 100).unref();
  }

  private async thumbprints(which: 'blocked' | 'answered'): Promise<readonly Buffer[]> {
    const rows = await this.statements.run<{ readonly sha256: Buffer }>(
      `session_recheck.${which}`,
      which === 'blocked' ? blockedSql : answeredSql,
    );
    return rows.map(({ sha256 }) => sha256);
  }

  private async endListed(): Promise<void> {
    const revocations = await this.lists.current();
    const listed = new Set(
      revocations.lists.flatMap(({ content }) => content.entries.issuers.map((each) => each.issuerKey)),
    );
    const optedOut = new Set(
      (await this.statements.run<{ readonly authority: string }>('session_recheck.opted_out', optedOutSql, [])).map(
        ({ authority }) => authority,
      ),
    );
    const at = new Date();
    const seen = new Set<string>();
    for (const { store } of await this.lists.authorities()) {
      for (const authority of store.authorities) {
        const key = authorityKey(authority);
        const path = authorityPathOf(authority, store, at);
        if (path === undefined || seen.has(`${key} ${store.identity}`)) continue;
        seen.add(`${key} ${store.identity}`);
        if (path.authorities.some(({ certificate }) => this.lists.blockOf(certificate, at) !== undefined)) {
          await this.endBelow(key, undefined, path, at);
          continue;
        }
        if (revocations.lists.length === 0 || optedOut.has(key)) continue;
        const isRevoked = await isAuthorityRevoked(revocations, path, at);
        if (isRevoked || listed.has(authority.nameKey)) await this.endBelow(key, revocations, path, at, isRevoked);
      }
    }
  }

  /** @param revocations undefined: the CA is blocked */
  private async endBelow(
    authority: string,
    revocations: Revocations | undefined,
    path: AuthorityPath,
    at: Date,
    all = revocations === undefined,
  ): Promise<void> {
    const key = Buffer.from(authority, 'hex');
    let last: Buffer = Buffer.alloc(0);
    for (;;) {
      const uses = await this.statements.run<UseRow>('session_recheck.uses', usesSql, [key, last]);
      const revoked: Buffer[] = [];
      for (const { sha256, serial } of uses)
        if (all || (await revocations?.statusOfSerial(path, serial, at))?.kind === 'revoked') revoked.push(sha256);
      await this.end(revoked, revocations === undefined ? 'certificate.blocked' : 'certificate.revoked');
      if (uses.length < atOnce) return;
      last = uses.at(-1)!.sha256;
    }
  }

  private async end(
    thumbprints: readonly Buffer[],
    code: 'certificate.revoked' | 'certificate.blocked',
  ): Promise<void> {
    if (thumbprints.length === 0) return;
    const ended = await this.transaction.run([], async ({ manager, record }) => {
      const found = await this.sessions.end(manager, thumbprints);
      for (const accountId of found.accounts) await record({ type: 'session.ended', accountId, code });
      return found;
    });
    ended.announce();
    if (ended.accounts.length + ended.tokens > 0)
      this.logger.log(`${ended.accounts.length} sessions and ${ended.tokens} bound tokens ended: ${code}`);
  }
}

/** Whether the CA itself, or one above it, is revoked. */
const isAuthorityRevoked = async (revocations: Revocations, path: AuthorityPath, at: Date): Promise<boolean> => {
  const [authority, ...above] = path.authorities;
  if (authority === undefined || above.length === 0) return false;
  try {
    await revocations.assertNotRevoked(authority.certificate, { ...path, authorities: above }, at);
    return false;
  } catch (error) {
    if (error instanceof X509Error) return error.reason === 'revoked';
    throw error;
  }
};
