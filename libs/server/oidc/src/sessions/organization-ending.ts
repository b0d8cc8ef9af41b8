import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { type EndedSignIns, OrganizationEndings } from '@postern/organizations';
import type { EntityManager } from 'typeorm';
import { LogoutNotices } from './logout-notices.js';

/** An application, and the `sid` by which it knows a session of the person. */
interface Ended {
  readonly account_id: string;
  readonly client_id: string;
  readonly sid: string | null;
}

const own = `own as (select client_id from client where organization_id = $1)`;
const ofOwn = 'client_id in (select client_id from own)';

/** @param people selects ids of accounts */
const endSql = (people: string): string => `
  with ${own}, people as materialized (${people}), gone as (
    delete from oidc_artifact a using oidc_artifact g
    where g.model = 'Grant' and g.account_id in (select account_id from people)
      and a.grant_id = g.grant_id and a.model <> 'Grant' and (g.${ofOwn} or a.payload #>> '{organization,id}' = $1::text)
    returning g.account_id, g.client_id
  ), entered as (
    select s.account_id, e.key as client_id, e.value ->> 'sid' as sid
    from oidc_artifact s cross join lateral jsonb_each(s.payload -> 'authorizations') e
    where s.model = 'Session' and s.expires_at > now() and s.account_id in (select account_id from people)
      and (e.key in (select client_id from own) or e.value -> 'organizations' ? $1::text)
  )
  select account_id, client_id, sid from entered
  union select account_id, client_id, null from gone where (account_id, client_id) not in (select account_id, client_id from entered)
  order by account_id, client_id`;

const ofMember = endSql('select $2::uuid as account_id');

// Tokens for an organization are only its members': they end with the membership.
const ofOrganization = endSql(`
  select account_id from organization_membership where organization_id = $1
  union select account_id from oidc_artifact where model = 'Grant' and ${ofOwn}`);

/** Of programs that act for themselves: no grant leads to them. */
const ofPrograms = `with ${own} delete from oidc_artifact where ${ofOwn} and model not in ('Grant', 'Session', 'Interaction')`;

/** Ends sign-ins for an organization, and tells the applications (OpenID Connect Back-Channel Logout 1.0). */
@Injectable()
export class OrganizationEnding extends OrganizationEndings {
  constructor(private readonly notices: LogoutNotices) {
    super();
  }

  async ofOrganization(transaction: EntityManager, organizationId: string): Promise<EndedSignIns> {
    const statements = Statements.in(transaction);
    const ended = await statements.run<Ended>('session.end_of_organization', ofOrganization, [organizationId]);
    await statements.run('oidc_artifact.delete_of_organization', ofPrograms, [organizationId]);
    return this.announcing(ended);
  }

  async ofMember(transaction: EntityManager, organizationId: string, accountId: string): Promise<EndedSignIns> {
    const values = [organizationId, accountId];
    return this.announcing(await Statements.in(transaction).run<Ended>('session.end_of_member', ofMember, values));
  }

  private announcing(ended: readonly Ended[]): EndedSignIns {
    const notices = ended.map(({ account_id: accountId, client_id: clientId, sid }) => ({
      ...{ accountId, clientId },
      ...(sid !== null && { sid }),
    }));
    return { announce: () => this.notices.sendAll(notices) };
  }
}
