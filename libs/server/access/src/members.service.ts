import { Injectable } from '@nestjs/common';
import { Clients } from '@postern/clients';
import type { ClientMember, KeyPage } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { findsFolded } from '@postern/management';
import type { MembersQuery } from './members.query.js';

interface Row extends Pick<ClientMember, 'id' | 'username' | 'name' | 'role'> {
  readonly blocked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly grants: readonly GrantedScopes[] | null;
}

/** As the engine stores them, separated by spaces. */
interface GrantedScopes {
  readonly openid?: { readonly scope?: string };
  readonly resources?: Readonly<Record<string, string>>;
}

const shown: Readonly<Record<NonNullable<MembersQuery['show']>, string>> = {
  administrators: `m.role = 'administrator'`,
  members: `m.role = 'member'`,
  others: 'm.role is null and m.blocked_at is null',
  blocked: 'm.blocked_at is not null',
};

const grants = `from oidc_artifact g where g.account_id = a.id and g.model = 'Grant' and g.client_id = $1`;

const columns = `a.id, a.username, a.name, m.role, m.blocked_at,
  (select max(t.created_at) from oidc_artifact t where t.grant_id in (select g.grant_id ${grants})) as last_used_at,
  (select jsonb_agg(g.payload) ${grants} and (g.expires_at is null or g.expires_at > now())) as grants`;

const joined =
  'join account a on a.id = p.account_id left join client_member m on m.client_id = $1 and m.account_id = a.id';

const people = `
  select account_id from client_member where client_id = $1
  union select account_id from oidc_artifact where client_id = $1 and model = 'Grant' and account_id is not null`;

const listSql = (condition: string): string => `
  select ${columns} from (${people}) p ${joined}
  where ${findsFolded('$2', 'a.folded')} and ($3::text is null or a.username > $3) and ${condition}
  order by a.username limit $4`;

const scopesOf = (granted: readonly GrantedScopes[]): readonly string[] => {
  const texts = granted.flatMap(({ openid, resources = {} }) => [openid?.scope ?? '', ...Object.values(resources)]);
  return [...new Set(texts.flatMap((text) => text.split(' ')))].filter((scope) => scope !== '');
};

const memberOf = ({ blocked_at: blocked, last_used_at: used, grants: granted, ...row }: Row): ClientMember => ({
  ...{ id: row.id, username: row.username, name: row.name, role: row.role },
  blockedAt: blocked?.toISOString() ?? null,
  lastUsedAt: used?.toISOString() ?? null,
  permissions: scopesOf(granted ?? []),
});

/** People of an application: those with a role or a block there, and those who have used it. */
@Injectable()
export class Members {
  constructor(
    private readonly statements: Statements,
    private readonly clients: Clients,
  ) {}

  /** By username. Throws `NotFoundError`. */
  async list(clientId: string, { search = '', show, after, limit }: MembersQuery): Promise<KeyPage<ClientMember>> {
    if ((await this.clients.find(clientId)) === undefined) throw new NotFoundError('client.not_found');
    const rows = await this.statements.run<Row>(
      `client_member.list ${show ?? 'all'}`,
      listSql(show === undefined ? 'true' : shown[show]),
      [clientId, search, after ?? null, limit + 1],
    );
    const items = rows.slice(0, limit).map(memberOf);
    return { items, next: rows.length > limit ? (items.at(-1)?.username ?? null) : null };
  }

  /** Throws `NotFoundError` for somebody who has nothing to do with the application. */
  async get(clientId: string, accountId: string): Promise<ClientMember> {
    const row = await this.statements.one<Row>(
      'client_member.get',
      `select ${columns} from (${people}) p ${joined} where p.account_id = $2`,
      [clientId, accountId],
    );
    if (row === undefined) throw new NotFoundError('account.not_found');
    return memberOf(row);
  }
}
