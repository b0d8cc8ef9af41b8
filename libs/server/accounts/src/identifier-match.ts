import type { PresentedIdentifier } from '@postern/provider-kit';

/** Columns or parameters that hold an identifier's method and subjects. */
interface IdentifierColumns {
  readonly method: string;
  readonly subject: string;
  readonly alias: string;
  readonly former: string;
}

/**
 * SQL of the one row of `identifier` that an identifier belongs to. A row that the former subject fits is somebody's for exactly
 * these names, so it goes before one that fits by how names are compared now; and the issuing authority goes before the trust anchor.
 */
export const identifierMatch = ({ method, subject, alias, former }: IdentifierColumns): string => `
  select x.* from identifier x
  where x.method_id = ${method} and (x.subject in (${subject}, ${former}) or x.alias = ${alias})
  order by case x.subject when ${former} then 0 when ${subject} then 1 else 2 end limit 1`;

/** The same for `identifierValues` from parameter number `first` on. */
export const identifierOf = (first = 1): string =>
  identifierMatch({
    method: `$${first}::uuid`,
    subject: `$${first + 1}::text`,
    alias: `$${first + 2}::text`,
    former: `$${first + 3}::text`,
  });

export const identifierValues = ({
  methodId,
  subject,
  alias = null,
  formerSubject = null,
}: PresentedIdentifier): readonly unknown[] => [methodId, subject, alias, formerSubject];
