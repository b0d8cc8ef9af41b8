import { panelClientId } from '@postern/contracts';

interface Restriction {
  /** SQL condition on the method `p`. */
  readonly method?: string;
  /** SQL condition on the identifier `i`. */
  readonly identifier?: string;
}

const offeredAtPanel = `sign_in_method_offered(p.id, '${panelClientId}')`;

/**
 * SQL condition: an account can sign in at the panel, by its password or by an identifier of a method offered there whose certificate has
 * not expired. A one-time password does not count: it expires, and its person may never have received it. Trust anchors and revocation are for
 * the method's provider to judge.
 *
 * @param account alias of a row of the table `account`
 */
export const signInCondition = (
  account: string,
  { method = 'true', identifier = 'true' }: Restriction = {},
): string => `(
  (${account}.password_hash is not null and ${account}.one_time_password_until is null
    and exists (select 1 from sign_in_method p where p.type = 'password' and ${offeredAtPanel} and ${method}))
  or exists (select 1 from identifier i
    join sign_in_method p on p.id = i.method_id and ${offeredAtPanel} and ${method}
    left join certificate c on c.id = i.certificate_id
    where i.account_id = ${account}.id and (c.not_after is null or c.not_after > now()) and ${identifier}))`;
