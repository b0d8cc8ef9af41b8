import { type CertificateSource, endingRows } from '@postern/certificates';

// Left joins, although nothing is missing: PostgreSQL leaves them out where no name is read, such as where certificates are counted.
const linked = `
    select i.certificate_id, a.id as holder_id, a.name as holder, m.id as within_id, m.name as within, i.last_used_at, a.folded as words
    from identifier i left join account a on a.id = i.account_id left join sign_in_method m on m.id = i.method_id`;
/** @param condition SQL on `unlinked_certificate u` */
const unlinked = (condition = 'true'): string => `
    select u.certificate_id, a.id as holder_id, a.name as holder, m.id as within_id, m.name as within, u.last_used_at, a.folded as words
    from unlinked_certificate u left join account a on a.id = u.account_id left join sign_in_method m on m.id = u.method_id
    where not exists (select from identifier i where i.account_id = u.account_id and i.certificate_id = u.certificate_id) and ${condition}`;
// Of certificates that are not linked nobody removes the old one: the person is warned of the one that lasts longest.
const isLast = `not exists (
      select from certificate own, unlinked_certificate other join certificate later on later.id = other.certificate_id
      where own.id = u.certificate_id and other.account_id = u.account_id and later.not_after > own.not_after)`;

const peoples = { use: 'person', lastUse: 'kept' } as const;

/** People's certificates, for the inventory: those that they linked, and those that they sign in with by a rule that finds them by a name. */
export const peoplesCertificates: CertificateSource = {
  ...peoples,
  rows: `${linked} union all ${unlinked()}`,
  ending: endingRows({ ...peoples, rows: `${linked} union all ${unlinked(isLast)}` }),
};
