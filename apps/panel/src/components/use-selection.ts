import { useState } from 'react';

/** Rows that the person chose, also on other pages of the list. */
export interface Selection<T> {
  readonly chosen: readonly T[];
  readonly has: (row: T) => boolean;
  readonly toggle: (row: T) => void;
  /** All of them, or none if all are chosen. */
  readonly toggleAll: (rows: readonly T[]) => void;
  readonly clear: () => void;
  /** For screen readers: what a row's checkbox chooses. */
  readonly labelOf: (row: T) => string;
}

export const useSelection = <T>(keyOf: (row: T) => string, labelOf: (row: T) => string): Selection<T> => {
  const [rows, setRows] = useState<ReadonlyMap<string, T>>(new Map());
  const has = (row: T): boolean => rows.has(keyOf(row));
  const change = (changed: readonly T[], add: boolean): void => {
    const next = new Map(rows);
    for (const row of changed) {
      if (add) next.set(keyOf(row), row);
      else next.delete(keyOf(row));
    }
    setRows(next);
  };
  return {
    chosen: [...rows.values()],
    has,
    labelOf,
    toggle: (row) => change([row], !has(row)),
    toggleAll: (all) => change(all, !all.every(has)),
    clear: () => setRows(new Map()),
  };
};
