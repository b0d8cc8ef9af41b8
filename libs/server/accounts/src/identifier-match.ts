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
