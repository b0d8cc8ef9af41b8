import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { KeptRevocations } from '../kept/kept-revocations.js';
import { OcspAsking } from './ocsp-asking.js';

interface Question {
  readonly [column: string]: unknown;
  readonly authority: Buffer;
  readonly serial: Buffer;
}

/** Requests that one server sends at a time. */
const atOnce = 8;

const take = (condition: string): string => `
  update ocsp_answer a set leased_until = now() + interval '60 seconds' from (
    select authority, serial from ocsp_answer
    where (leased_until is null or leased_until < now()) and ${condition} limit 1 for update skip locked
  ) t where a.authority = t.authority and a.serial = t.serial returning a.authority, a.serial`;
const takeDue = take(`next_ask_at <= now() and last_used_at > now() - interval '30 days'`);
const takeOne = take('authority = $1 and serial = $2');
const purgeSql = `delete from ocsp_answer where last_used_at < now() - interval '30 days' and next_update < now()`;

/** Asks responders, in the background, about certificates that were used in the last 30 days. Servers share the work. */
@Injectable()
export class OcspWorker extends PeriodicJob {
  protected readonly interval = 2000;
  protected readonly failure = 'OCSP responders were not asked';
  private readonly asked = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly statements: Statements,
    private readonly stored: KeptRevocations,
    private readonly asking: OcspAsking,
  ) {
    super();
  }

  override async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await super.onApplicationShutdown();
  }

  /** Asks about one certificate now, unless another server is doing so. */
  async askNow(authority: Buffer, serial: Buffer): Promise<void> {
    const question = await this.statements.one<Question>('ocsp_answer.take_one', takeOne, [authority, serial]);
    if (question !== undefined) await this.ask(question);
  }

  protected async work(): Promise<void> {
    while (this.asked.size < atOnce && !this.isStopped) {
      const question = await this.statements.one<Question>('ocsp_answer.take', takeDue, []);
      if (question === undefined) break;
      const run = this.ask(question)
        .catch((error: unknown) => this.logger.warn(`a responder was not asked: ${String(error)}`))
        .finally(() => this.asked.delete(run));
      this.asked.add(run);
    }
    if (this.asked.size === 0) await this.statements.run('ocsp_answer.purge', purgeSql, []);
  }

  private async ask({ authority, serial }: Question): Promise<void> {
    const rule = (await this.stored.current()).ocsp.get(authority.toString('hex'));
    if (rule !== undefined) await this.asking.ask(rule, serial);
  }
}
