import { Injectable } from '@nestjs/common';
import { AuditedTransaction } from '@postern/audit';
import { Statements, violatedConstraint } from '@postern/database';
import type { RefreshedDetails } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import type { AccountWithClaims } from '../account-claims.service.js';

export interface DetailsToRefresh {
  readonly account: AccountWithClaims;
  readonly methodId: string;
  readonly details: RefreshedDetails;
  readonly origin: RequestOrigin;
}

// Whoever administers keeps name and address: a CA must not decide by which address an owner is found. The address of a member follows only
// to one that nobody else has.
const update = `
  update account a set name = $2::text, given_name = $3::text, family_name = $4::text, email = coalesce(e.email, a.email),
    confirmed_email = case when e.email is null then a.confirmed_email when $6::boolean then e.email end, updated_at = now()
  from (
    select case when $5::text is not null and not exists (
      select from account o where o.id <> $1::uuid and (o.email = $5::text or o.confirmed_email = $5::text or o.username = $5::text)
    ) then $5::text end as email
  ) e
  where a.id = $1::uuid and a.role = 'member' and a.status = 'active'
    and (a.name is distinct from $2::text or a.given_name is distinct from $3::text or a.family_name is distinct from $4::text
      or e.email is not null)
  returning e.email is not null as moved`;

/** Takes name and e-mail address over from the certificate that a member signs in with. */
@Injectable()
export class RefreshedAccountDetails {
  constructor(private readonly transaction: AuditedTransaction) {}

  /** @returns whether anything has changed */
  async refresh({ account, methodId, details, origin }: DetailsToRefresh): Promise<boolean> {
    const { accountId, role, claims } = account;
    if (role !== 'member') return false;
    const { name, givenName, familyName, emails, emailConfirmed } = details;
    // One of several addresses that the certificate has stays.
    const isKept =
      claims.email !== undefined &&
      emails.includes(claims.email) &&
      (claims.email_verified === true || !emailConfirmed);
    const own = claims.email !== undefined && emails.includes(claims.email) ? claims.email : emails[0];
    const email = isKept || own === undefined ? null : own;
    const isSame =
      name === claims.name && givenName === (claims.given_name ?? null) && familyName === (claims.family_name ?? null);
    if (isSame && email === null) return false;
    try {
      return await this.transaction.run([], async ({ manager, record }) => {
        const values = [accountId, name, givenName, familyName, email, emailConfirmed];
        const row = await Statements.in(manager).one<{ moved: boolean }>('account.refresh', update, values);
        if (row === undefined) return false;
        const fields = [...(isSame ? [] : ['name']), ...(row.moved ? ['email'] : [])];
        await record({ type: 'account.updated', accountId, methodId, origin, details: { fields, by: 'certificate' } });
        return true;
      });
    } catch (error) {
      // Somebody else was given the address at this moment; the sign-in goes on.
      if (violatedConstraint(error) === 'account_confirmed_email_unique') return false;
      throw error;
    }
  }
}
