import type { ReactNode } from 'react';
import { DataTable } from './data-table';
import type { Column } from './data-table';
import { EmptyState } from './empty-state';
import { ProblemAlert } from './problem-alert';

export interface RecordTableProps<T extends { readonly id: string }> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  /** Undefined while loading. */
  readonly rows: readonly T[] | undefined;
  /** Why loading failed. */
  readonly error: Error | null;
  /** For an empty list: an icon, what is missing, and what to do. */
  readonly icon: ReactNode;
  readonly none: string;
  readonly noneText: string;
}

/** A table of records, or the problem that prevented loading them. */
export const RecordTable = <T extends { readonly id: string }>(props: RecordTableProps<T>) => {
  const { label, columns, rows, error, icon, none, noneText } = props;
  if (error) return <ProblemAlert error={error} />;
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState icon={icon} title={none} text={noneText} />}
    />
  );
};
