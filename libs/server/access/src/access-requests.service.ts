import { Injectable } from '@nestjs/common';
import { AuditedTransaction, recordBy } from '@postern/audit';
import { Clients } from '@postern/clients';
import type { AccessRequest, AccessRequestState, KeyPage } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError, TooManyRequestsError } from '@postern/errors';
import type { Actor } from '@postern/management';
import type { AccessRequestsQuery } from './access.dto.js';
import { admit, holdAccount, holdClient } from './member-administration.service.js';

interface Row extends Pick<AccessRequest, 'id' | 'message' | 'state'> {
  readonly account_id: string;
  readonly username: string;
  readonly name: string;
  readonly created_at: Date;
  readonly answered_at: Date | null;
}

/** Who asks: the origin is that of their browser. */
type Asker = Pick<Actor, 'origin'> & { readonly accountId: string };

/** Requests of one person within a day, for all applications together. */
const mostADay = 10;
const day = 24 * 3600;

const columns = `r.id, r.account_id, a.username, a.name, r.message, r.state, r.created_at, r.answered_at`;

const requestOf = (row: Row): AccessRequest => ({
  ...{ id: row.id, message: row.message, state: row.state },
  person: { id: row.account_id, username: row.username, name: row.name },
  createdAt: row.created_at.toISOString(),
  answeredAt: row.answered_at?.toISOString() ?? null,
});

const isOpen = `exists (select from access_request r where r.client_id = $1 and r.account_id = $2 and r.state = 'open')`;
const isBlocked = `exists (select from client_member m where m.client_id = $1 and m.account_id = $2 and m.blocked_at is not null)`;

// One a day for each application: a refusal is not asked away.
const insertSql = `
  insert into access_request (client_id, account_id, message)
  select $1, $2, $3
  where not ${isBlocked}
    and not exists (
      select from access_request r where r.client_id = $1 and r.account_id = $2 and r.state <> 'granted'
        and r.created_at > now() - interval '1 day')
    and (select count(*) from access_request r where r.account_id = $2 and r.created_at > now() - interval '1 day') < ${mostADay}
  on conflict (client_id, account_id) where state = 'open' do nothing
  returning id`;

/** People who were refused ask for access; the administrators of the application answer. */
@Injectable()
export class AccessRequests {
  constructor(
    private readonly statements: Statements,
    private readonly clients: Clients,
    private readonly transaction: AuditedTransaction,
  ) {}

  /** Asking again while a request is open changes nothing. Throws `TooManyRequestsError`, `NotFoundError` when blocked. */
  async ask(clientId: string, { accountId, origin }: Asker, message: string | null): Promise<void> {
    await this.transaction.run([], async ({ manager, record }) => {
      const statements = Statements.in(manager);
      // Requests of one person wait for each other, so that they are counted.
      await statements.run('access_request.hold', 'select from account where id = $1 for no key update', [accountId]);
      const asked = await statements.one('access_request.insert', insertSql, [clientId, accountId, message]);
      if (asked === undefined) {
        const { open, blocked } = await statements.only<{ readonly open: boolean; readonly blocked: boolean }>(
          'access_request.why_not',
          `select ${isOpen} as open, ${isBlocked} as blocked`,
          [clientId, accountId],
        );
        if (open) return;
        // The page is from before the block.
        if (blocked) throw new NotFoundError('interaction.not_found', 'blocked in this application');
        throw new TooManyRequestsError(day, 'asked for access within the last day');
      }
      await record({ type: 'access.requested', accountId, clientId, origin });
    });
  }

  /** The last request of a person. */
  async last(
    clientId: string,
    accountId: string,
  ): Promise<{ readonly state: AccessRequestState; readonly at: string } | null> {
    const row = await this.statements.one<{ state: AccessRequestState; created_at: Date }>(
      'access_request.last',
      `select state, created_at from access_request where client_id = $1 and account_id = $2 order by created_at desc limit 1`,
      [clientId, accountId],
    );
    return row === undefined ? null : { state: row.state, at: row.created_at.toISOString() };
  }

  /** Newest first. Throws `NotFoundError`. */
  async list(clientId: string, { state, before, limit }: AccessRequestsQuery): Promise<KeyPage<AccessRequest>> {
    if ((await this.clients.find(clientId)) === undefined) throw new NotFoundError('client.not_found');
    const rows = await this.statements.run<Row>(
      'access_request.list',
      `select ${columns} from access_request r join account a on a.id = r.account_id
       where r.client_id = $1 and ($2::text is null or r.state = $2)
         and ($3::uuid is null or (r.created_at, r.id) < (select b.created_at, b.id from access_request b where b.id = $3))
       order by r.created_at desc, r.id desc limit $4`,
      [clientId, state ?? null, before ?? null, limit + 1],
    );
    const items = rows.slice(0, limit).map(requestOf);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /**
   * Who is admitted becomes a member. Throws `NotFoundError` (`access_request.not_found`) also for a request that is answered already,
   * ForbiddenError for owners.
   */
  async answer(clientId: string, id: string, state: 'granted' | 'refused', actor: Actor): Promise<void> {
    await this.transaction.run([], async ({ manager, record }) => {
      await holdClient(manager, clientId, actor);
      const row = await Statements.in(manager).one<{ account_id: string }>(
        'access_request.answer',
        `update access_request set state = $3, answered_at = now() where id = $1 and client_id = $2 and state = 'open'
         returning account_id`,
        [id, clientId, state],
      );
      if (row === undefined) throw new NotFoundError('access_request.not_found');
      const { account_id: accountId } = row;
      await holdAccount(manager, { clientId, accountId }, actor);
      const keepsRole = `select 1 from client_member where client_id = $1 and account_id = $2 and role is not null`;
      const isMember = await Statements.in(manager).one('client_member.is_member', keepsRole, [clientId, accountId]);
      if (state === 'granted' && isMember === undefined) await admit(manager, clientId, accountId, 'member');
      await record(recordBy(actor, { type: 'access.request_answered', accountId, clientId, details: { state } }));
    });
  }
}
