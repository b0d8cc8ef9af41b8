/** Columns of rows that a statement takes as parameters, with their types, in order. */
export type ColumnTypes = Readonly<Record<string, string>>;

/**
 * How many rows a statement takes: a fixed number, each value a parameter, or any number, each column an array. PostgreSQL reads listed
 * values in two thirds of the time (ADR 0040), but each number of rows is a statement of its own, which every connection keeps.
 */
export type RowCount = number | 'any';

/** The form for this many rows. */
export const rowCountOf = (rows: readonly unknown[], mostListed: number): RowCount =>
  rows.length > mostListed ? 'any' : rows.length;

/** How many parameters the rows take. */
export const parameterCount = (types: ColumnTypes, count: RowCount): number =>
  Object.keys(types).length * (count === 'any' ? 1 : count);

/** SQL of the number of rows in parameters from `first` on. */
export const countSql = (types: ColumnTypes, first: number, count: RowCount): string =>
  count === 'any' ? `cardinality($${first}::${Object.values(types)[0]}[])` : `${count}`;

/** The rows in parameters from `first` on, for `from`; at least one where they are listed. */
export const rowsSql = (types: ColumnTypes, first: number, count: RowCount): string => {
  const all = Object.values(types);
  if (count === 'any') return `unnest(${all.map((type, column) => `$${first + column}::${type}[]`).join(', ')})`;
  const rows = Array.from({ length: count }, (_, row) =>
    all.map((type, column) => `$${first + row * all.length + column}::${type}`).join(', '),
  );
  return `(values (${rows.join('), (')}))`;
};

/** Values of the parameters that hold rows. */
export const rowParameters = <T extends object>(
  types: ColumnTypes,
  rows: readonly T[],
  count: RowCount,
): readonly unknown[] => {
  const names = Object.keys(types) as (keyof T)[];
  if (count === 'any') return names.map((name) => rows.map((row) => row[name] ?? null));
  return rows.flatMap((row) => names.map((name) => row[name] ?? null));
};
