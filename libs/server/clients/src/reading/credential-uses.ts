import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';

/** Milliseconds for which a written time is good enough. */
const goodFor = 60_000;

/**
 * When credentials were last used. Collected in memory and written in the background: a credential at most once a minute by each server
 * process, and all at shutdown.
 */
@Injectable()
export class CredentialUses extends PeriodicJob {
  protected readonly interval = 15_000;
  protected readonly failure = 'when credentials were used was not written';
  private readonly waiting = new Map<string, number>();
  private readonly written = new Map<string, number>();

  constructor(private readonly statements: Statements) {
    super();
  }

  protected work(): Promise<void> {
    return this.write();
  }

  override async onApplicationShutdown(): Promise<void> {
    await super.onApplicationShutdown();
    this.written.clear();
    await this.write();
  }

  /** Only sets a value in memory. Only for ids of stored credentials. */
  record(credentialId: string): void {
    this.waiting.set(credentialId, Date.now());
  }

  /** Writes the collected times. Never fails; what could not be written is written the next time. */
  async write(): Promise<void> {
    const now = Date.now();
    for (const [id, at] of this.written) if (now - at >= goodFor) this.written.delete(id);
    // Sorted: two servers that write the same rows lock them in the same order.
    const due = [...this.waiting]
      .filter(([id]) => !this.written.has(id))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    if (due.length === 0) return;
    for (const [id] of due) {
      this.waiting.delete(id);
      this.written.set(id, now);
    }
    try {
      await this.statements.run('client_credential.used', sql, [
        due.map(([id]) => id),
        due.map(([, at]) => new Date(at).toISOString()),
      ]);
    } catch (error) {
      for (const [id, at] of due) {
        this.written.delete(id);
        this.waiting.set(id, Math.max(at, this.waiting.get(id) ?? 0));
      }
      this.logger.warn(`${this.failure}: ${(error as Error).message}`);
    }
  }
}

const sql = `
  with used as (
    select id, at from unnest($1::uuid[], $2::timestamptz[]) as used (id, at)
  ), locked as (
    select id from client_credential where id = any ($1::uuid[]) order by id for no key update
  )
  update client_credential set last_used_at = greatest(last_used_at, used.at)
  from used, locked where client_credential.id = used.id and locked.id = used.id`;
