import { ActionIcon, Button, Input } from '@mantine/core';
import type { FieldDescriptor, FieldLabels } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { IconDown, IconPlus, IconTrash, IconUp } from '../../components/icons';
import { CellInput } from './cell-input';
import type { SettingRow } from './method-values';
import styles from './rows-input.module.css';

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

type Direction = 'up' | 'down';

/** Ordered rows: each can be moved (also by keyboard), changed and removed. */
export const RowsInput = ({ field, words, value, onChange, error, certificates, note }: RowsInputProps) => {
  const { t } = useTranslation('panel');
  const add = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<{ readonly index: number; readonly direction: Direction } | null>(null);
  const columns = field.columns ?? [];
  const most = field.most ?? Infinity;

  // Keep the focus on the button of the moved row.
  useEffect(() => {
    if (moved === null) return;
    const buttons = list.current?.children[moved.index]?.querySelectorAll<HTMLButtonElement>('button[data-direction]');
    const enabled = [...(buttons ?? [])].filter((button) => !button.disabled);
    (enabled.find((button) => button.dataset['direction'] === moved.direction) ?? enabled[0])?.focus();
  }, [moved]);

  const move = (index: number, direction: Direction): void => {
    const to = direction === 'up' ? index - 1 : index + 1;
    const [here, there] = [value[index], value[to]];
    if (here === undefined || there === undefined) return;
    onChange(value.with(index, there).with(to, here));
    setMoved({ index: to, direction });
  };
  const remove = (index: number): void => {
    onChange(value.filter((_, at) => at !== index));
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
          <fieldset key={index} className={styles.row}>
            <legend className="visually-hidden">
              {t('methods.row.name', { name: words.label, number: index + 1 })}
            </legend>
            <div className={styles.head}>
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              {(['up', 'down'] as const).map((direction) => (
                <ActionIcon
                  key={direction}
                  variant="subtle"
                  color="gray"
                  data-direction={direction}
                  aria-label={t(`methods.row.${direction}`, { number: index + 1 })}
                  disabled={direction === 'up' ? index === 0 : index === value.length - 1}
                  onClick={() => move(index, direction)}
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
