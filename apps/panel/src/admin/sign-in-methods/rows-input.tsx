import { ActionIcon, Button, Input, Tooltip } from '@mantine/core';
import type { FieldDescriptor, FieldLabels } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { IconDown, IconGrip, IconPlus, IconTrash, IconUp } from '../../components/icons';
import { CellInput } from './cell-input';
import type { SettingRow } from './method-values';
import styles from './rows-input.module.css';
import { useListDragging } from './use-list-dragging';

export interface RowsInputProps {
  readonly field: FieldDescriptor;
  readonly words: FieldLabels;
  readonly value: readonly SettingRow[];
  readonly onChange: (value: SettingRow[]) => void;
  readonly error?: ReactNode;
  /** Certificates of the other settings, by their names. */
  readonly certificates: (setting: string) => readonly string[];
  /** Renders additional information about a row. */
  readonly note?: (row: SettingRow) => ReactNode;
}

/** What moves a row: one of the buttons, or its grip. */
type Mover = 'up' | 'down' | 'grip';

interface Moved {
  readonly from: number;
  readonly index: number;
  readonly by: Mover;
}

/** Ordered rows: each can be dragged, moved by keyboard, changed and removed. Screen readers hear the new order. */
export const RowsInput = ({ field, words, value, onChange, error, certificates, note }: RowsInputProps) => {
  const { t } = useTranslation('panel');
  const add = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  const columns = field.columns ?? [];
  const most = field.most ?? Infinity;

  // Keep the focus on what moved the row.
  useEffect(() => {
    if (moved === null) return;
    const buttons = list.current?.children[moved.index]?.querySelectorAll<HTMLButtonElement>('button[data-mover]');
    const enabled = [...(buttons ?? [])].filter((button) => !button.disabled);
    const same = enabled.find((button) => button.dataset['mover'] === moved.by);
    // At an end the button is off; the other one stands beside it.
    (same ?? enabled.find((button) => button.dataset['mover'] !== 'grip'))?.focus();
  }, [moved]);

  const move = (from: number, to: number, by: Mover): void => {
    const row = value[from];
    if (row === undefined || to < 0 || to >= value.length) return;
    onChange(value.toSpliced(from, 1).toSpliced(to, 0, row));
    setMoved({ from, index: to, by });
  };
  const dragging = useListDragging(list, (from, to) => move(from, to, 'grip'));
  const remove = (index: number): void => {
    onChange(value.filter((_, at) => at !== index));
    setMoved(null);
    add.current?.focus();
  };
  const fresh = (): SettingRow => Object.fromEntries(columns.map((column) => [column.name, column.default ?? '']));

  return (
    <Input.Wrapper
      label={words.label}
      description={words.hint}
      error={error}
      withAsterisk={field.required}
      labelElement="div"
    >
      <div className={styles.rows} ref={list}>
        {value.map((row, index) => (
          <fieldset
            key={index}
            className={styles.row}
            data-dragged={dragging.isDragged(index) || undefined}
            data-drop={dragging.mark(index)}
          >
            <legend className="visually-hidden">
              {t('methods.row.name', { name: words.label, number: index + 1 })}
            </legend>
            <div className={styles.head}>
              <Tooltip label={t('methods.grip_hint')}>
                <ActionIcon
                  variant="transparent"
                  color="gray"
                  className={styles.grip}
                  data-mover="grip"
                  aria-label={t('methods.row.grip', { number: index + 1 })}
                  aria-keyshortcuts="ArrowUp ArrowDown"
                  disabled={value.length === 1}
                  onKeyDown={(event) => {
                    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                    if (by === undefined) return;
                    event.preventDefault();
                    move(index, index + by, 'grip');
                  }}
                  {...dragging.grip(index)}
                >
                  <IconGrip size={16} stroke={1.6} aria-hidden />
                </ActionIcon>
              </Tooltip>
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              {(['up', 'down'] as const).map((direction) => (
                <ActionIcon
                  key={direction}
                  variant="subtle"
                  color="gray"
                  data-mover={direction}
                  aria-label={t(`methods.row.${direction}`, { number: index + 1 })}
                  disabled={direction === 'up' ? index === 0 : index === value.length - 1}
                  onClick={() => move(index, direction === 'up' ? index - 1 : index + 1, direction)}
                >
                  {direction === 'up' ? (
                    <IconUp size={16} stroke={1.6} aria-hidden />
                  ) : (
                    <IconDown size={16} stroke={1.6} aria-hidden />
                  )}
                </ActionIcon>
              ))}
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('methods.row.remove', { number: index + 1 })}
                disabled={field.required && value.length === 1}
                onClick={() => remove(index)}
              >
                <IconTrash size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </div>
            {columns.map((column) => (
              <CellInput
                key={column.name}
                column={column}
                words={words.columns?.[column.name] ?? { label: column.name }}
                value={row[column.name] ?? ''}
                pems={column.of === undefined ? [] : certificates(column.of)}
                onChange={(changed) => onChange(value.with(index, { ...row, [column.name]: changed }))}
              />
            ))}
            {note?.(row)}
          </fieldset>
        ))}
      </div>
      <p className="visually-hidden" role="status">
        {moved && t('methods.row.moved', { from: moved.from + 1, number: moved.index + 1, count: value.length })}
      </p>
      <Button
        ref={add}
        className={styles.add}
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
        disabled={value.length >= most}
        onClick={() => onChange([...value, fresh()])}
      >
        {words.add ?? t('methods.row.add', { name: words.label })}
      </Button>
    </Input.Wrapper>
  );
};
