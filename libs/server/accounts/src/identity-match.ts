import type { PresentedIdentity } from '@postern/provider-kit';

/** Columns or parameters that hold an identity's method and subjects. */
interface IdentityColumns {
  readonly method: string;
  readonly subject: string;
  readonly alias: string;
  readonly former: string;
}

/**
 * SQL of the one row of `external_identity` that an identity belongs to. A row that the former subject fits is somebody's for exactly
 * these names, so it goes before one that fits by how names are compared now; and the issuing authority goes before the trust anchor.
 */
export const identityMatch = ({ method, subject, alias, former }: IdentityColumns): string => `
  select x.* from external_identity x
  where x.method_id = ${method} and (x.subject in (${subject}, ${former}) or x.alias = ${alias})
  order by case x.subject when ${former} then 0 when ${subject} then 1 else 2 end limit 1`;

/** The same for `identityValues` from parameter number `first` on. */
export const identityOf = (first = 1): string =>
  identityMatch({
    method: `$${first}::uuid`,
    subject: `$${first + 1}::text`,
    alias: `$${first + 2}::text`,
    former: `$${first + 3}::text`,
  });

export const identityValues = ({
  methodId,
  subject,
  alias = null,
  formerSubject = null,
}: PresentedIdentity): readonly unknown[] => [methodId, subject, alias, formerSubject];
