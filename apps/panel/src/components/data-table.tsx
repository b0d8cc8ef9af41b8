import { Checkbox, Skeleton, UnstyledButton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import styles from './data-table.module.css';
import { IconSort } from './icons';
import type { Selection } from './use-selection';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Makes the column sortable in the browser; only for lists that are loaded completely. */
  readonly sortBy?: (row: T) => string | number;
  /** The server sorts by this column, see `onOrder`. */
  readonly sortable?: boolean;
  /** For buttons: right-aligned, with a title for screen readers only. */
  readonly actions?: boolean;
}

export interface DataTableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  /** Undefined while loading. */
  readonly rows: readonly T[] | undefined;
  readonly rowKey: (row: T) => string;
  readonly empty: ReactNode;
  /** The current order, if the server sorts. */
  readonly order?: Order | null;
  readonly onOrder?: (order: Order) => void;
  /** Rows can be chosen, to do something to several. */
  readonly selection?: Selection<T>;
}

export interface Order {
  /** The column to sort by. */
  readonly key: string;
  readonly descending: boolean;
}

const sorted = <T,>(rows: readonly T[], columns: readonly Column<T>[], order: Order | null): readonly T[] => {
  const by = columns.find(({ key }) => key === order?.key)?.sortBy;
  if (!order || !by) return rows;
  const compare = (a: T, b: T): number => {
    const [one, other] = [by(a), by(b)];
    return typeof one === 'string' ? one.localeCompare(String(other)) : one - Number(other);
  };
  return [...rows].sort((a, b) => (order.descending ? compare(b, a) : compare(a, b)));
};

const pressable = 'a, button, input, label, select, summary, [role="menuitem"]';

/** A click anywhere in a row opens its first link or button; keyboards and screen readers use that one directly. */
const openRow = (event: MouseEvent<HTMLTableRowElement>): void => {
  const { target, currentTarget: row } = event;
  // Clicks in the row's menus and dialogs bubble through React only; selected text is meant for copying.
  if (!(target instanceof Element) || !row.contains(target) || target.closest(pressable)) return;
  if (window.getSelection()?.toString()) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  row
    .querySelector('td:first-child :is(a, button)')
    ?.dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
};

/** A middle click opens a row's link in a new tab, as it does on the link itself. */
const openRowAside = (event: MouseEvent<HTMLTableRowElement>): void => {
  const { target, currentTarget: row, button } = event;
  if (button !== 1 || !(target instanceof Element) || !row.contains(target) || target.closest(pressable)) return;
  const link = row.querySelector<HTMLAnchorElement>('td:first-child a');
  if (link) window.open(link.href, '_blank', 'noopener');
};

/** A table; below 720 px each row becomes a block that contains the column titles. */
export const DataTable = <T,>({ label, columns, rows, rowKey, empty, selection, ...server }: DataTableProps<T>) => {
  const { t } = useTranslation('panel');
  const [ownOrder, setOwnOrder] = useState<Order | null>(null);
  const order = server.order === undefined ? ownOrder : server.order;
  const setOrder = server.onOrder ?? setOwnOrder;
  if (rows?.length === 0) return empty;

  const heading = ({ key, title, sortBy, sortable = sortBy !== undefined, actions }: Column<T>): ReactNode => {
    if (actions) return <span className="visually-hidden">{title}</span>;
    if (!sortable) return title;
    const descending = order?.key === key && !order.descending;
    return (
      <UnstyledButton className={styles.sort} onClick={() => setOrder({ key, descending })}>
        {title}
        <IconSort size={14} aria-hidden />
      </UnstyledButton>
    );
  };
  const ariaSort = (key: string) => (order?.key !== key ? undefined : order.descending ? 'descending' : 'ascending');

  return (
    <table className={styles.table} aria-label={label} aria-busy={rows === undefined}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" aria-sort={ariaSort(column.key)}>
              {selection && column === columns[0] ? (
                <span className={styles.chosen}>
                  <Checkbox
                    size="xs"
                    aria-label={t('administration:lists.select_all')}
                    checked={Boolean(rows?.length) && rows?.every(selection.has)}
                    indeterminate={rows?.some(selection.has) && !rows.every(selection.has)}
                    onChange={() => selection.toggleAll(rows ?? [])}
                  />
                  {heading(column)}
                </span>
              ) : (
                heading(column)
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows === undefined
          ? [60, 80, 50, 70].map((width) => (
              <tr key={width}>
                <td colSpan={columns.length}>
                  <Skeleton height={14} width={`${width}%`} role="img" aria-label={t('loading')} />
                </td>
              </tr>
            ))
          : sorted(rows, columns, order).map((row) => (
              <tr key={rowKey(row)} className={styles.row} onClick={openRow} onAuxClick={openRowAside}>
                {columns.map(({ key, title, cell, actions }, index) => (
                  <td
                    key={key}
                    data-title={actions ? undefined : title}
                    className={actions ? styles.actions : undefined}
                  >
                    {selection && index === 0 ? (
                      <div className={styles.chosen}>
                        <Checkbox
                          size="xs"
                          aria-label={t('administration:lists.select', { name: selection.labelOf(row) })}
                          checked={selection.has(row)}
                          onChange={() => selection.toggle(row)}
                        />
                        {cell(row)}
                      </div>
                    ) : (
                      <div className={styles.cell}>{cell(row)}</div>
                    )}
                  </td>
                ))}
              </tr>
            ))}
      </tbody>
    </table>
  );
};
