import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { ArtifactStore } from './artifact-store.js';

const batch = 1000;

// The last 20 of each method that hold a certificate stay for a week: administrators try rules with them. They open nothing any more.
const purgeHandoffs = `
  with latest as (
    select id from (
      select id, row_number() over (partition by method_id order by created_at desc) as number
      from handoff where certificate_der is not null
    ) numbered where number <= 20
  )
  delete from handoff where expires_at < now() - interval '1 hour'
    and (expires_at < now() - interval '7 days' or id not in (select id from latest))`;

/** Refused certificates that wait for their explanation, however many strangers show: at most 16 kB each. */
const mostRefused = 10_000;

// The oldest of too many. A ticket has one outcome, so a row outlives its ticket (15 minutes at most, and the life of a handoff); until then only
// the certificate goes. What may still be linked is from a trusted CA, and stays whole.
const trimHandoffs = `
  with over as (
    select id, expires_at < now() - interval '15 minutes' as done from handoff
    where code is not null and code <> 'certificate.not_linked' order by created_at desc offset $1
  ),
  gone as (delete from handoff where id in (select id from over where done))
  update handoff set certificate_der = null, certificate_summary = null
  where certificate_der is not null and id in (select id from over where not done)`;

/** Deletes what has expired, a batch at a time, beside the traffic; several servers share the work. */
@Injectable()
export class ArtifactPurge extends PeriodicJob {
  protected readonly interval = 60_000;
  protected readonly failure = 'expired rows were not purged';

  constructor(
    private readonly store: ArtifactStore,
    private readonly statements: Statements,
  ) {
    super();
  }

  protected work(): Promise<void> {
    return this.run();
  }

  /** @param refused how many refused certificates may wait */
  async run(refused = mostRefused): Promise<void> {
    while ((await this.store.purge(batch)) === batch);
    await this.statements.run('handoff_purge', purgeHandoffs, []);
    await this.statements.run('handoff_trim', trimHandoffs, [refused]);
    await this.statements.run('sign_in_failure_purge', 'delete from sign_in_failure where resets_at < now()', []);
  }
}
