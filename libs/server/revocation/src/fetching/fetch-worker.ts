import { Injectable } from '@nestjs/common';
import { ChangeFeed, Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { type FetchOrder, ListFetching } from './list-fetching.js';

/** Lists that one server fetches at a time, so that an unresponsive URL does not delay the others. */
const atOnce = 4;
/** Seconds for which a server claims a list, enough for three tries; then another may. */
const lease = 360;

const columns = `authority, certificate, address, delta_address as "deltaAddress", inside_network as "insideNetwork", etag,
  delta_etag as "deltaEtag"`;
const take = (condition: string): string => `
  update revocation_source set leased_until = now() + make_interval(secs => ${lease})
  where authority = (
    select authority from revocation_source
    where kind = 'address' and (leased_until is null or leased_until < now()) and ${condition}
    order by next_fetch_at limit 1 for update skip locked
  ) returning ${columns}`;
const takeDue = take('next_fetch_at <= now()');
const takeOne = take('authority = $1');

/** Fetches the lists that are due. A server claims a list for a while, so that two servers fetch it once. */
@Injectable()
export class FetchWorker extends PeriodicJob {
  protected readonly interval = 2000;
  protected readonly failure = 'revocation lists could not be fetched';
  private readonly fetches = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly statements: Statements,
    private readonly fetching: ListFetching,
    private readonly changes: ChangeFeed,
  ) {
    super();
  }

  override async onApplicationBootstrap(): Promise<void> {
    this.changes.onChange('revocation_source', () => void this.runOnce());
    await super.onApplicationBootstrap();
  }

  override async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await super.onApplicationShutdown();
  }

  /** Fetches one list now, unless another server is doing so. @returns whether this server fetched it */
  async fetchNow(authority: Buffer): Promise<boolean> {
    const order = await this.statements.one<FetchOrder>('revocation_source.take_one', takeOne, [authority]);
    if (order === undefined) return false;
    await this.fetching.run(order);
    return true;
  }

  protected async work(): Promise<void> {
    while (this.fetches.size < atOnce && !this.isStopped) {
      const order = await this.statements.one<FetchOrder>('revocation_source.take', takeDue, []);
      if (order === undefined) return;
      this.start(order);
    }
  }

  private start(order: FetchOrder): void {
    const run = this.fetching
      .run(order)
      .catch((error: unknown) => this.logger.warn(`${order.address} was not fetched: ${String(error)}`))
      .finally(() => this.fetches.delete(run));
    this.fetches.add(run);
  }
}
