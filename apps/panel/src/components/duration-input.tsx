import { Input, NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import type { ReactNode } from 'react';
import styles from './duration-input.module.css';

/** Seconds. */
const units = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
type Unit = keyof typeof units;
const names = Object.keys(units) as Unit[];

/** The largest unit that divides the duration evenly. */
const unitOf = (seconds: number): Unit =>
  names.findLast((unit) => seconds > 0 && seconds % units[unit] === 0) ?? 'seconds';

/** A duration in words: `15 minutes`. */
export const useDurationText = (): ((seconds: number) => string) => {
  const { t } = useTranslation('panel');
  return (seconds) => {
    const unit = unitOf(seconds);
    return t(`duration.${unit}`, { count: seconds / units[unit] });
  };
};

export interface DurationInputProps {
  readonly label: string;
  readonly description?: string;
  /** Seconds. */
  readonly value?: number;
  readonly onChange: (seconds: number) => void;
  readonly error?: ReactNode;
}

/** Edits a duration in seconds as a number and a unit. */
export const DurationInput = ({ label, description, value = 0, onChange, error }: DurationInputProps) => {
  const { t } = useTranslation('panel');
  const [unit, setUnit] = useState(unitOf(value));
  const amount = value / units[unit];
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <div className={styles.duration}>
        <NumberInput
          aria-label={label}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          value={amount}
          error={Boolean(error)}
          hideControls
          onChange={(typed) => onChange(Number(typed) * units[unit])}
        />
        <NativeSelect
          aria-label={t('duration.unit', { field: label })}
          data={names.map((name) => ({ value: name, label: t(`duration.unit_name.${name}`) }))}
          value={unit}
          onChange={({ currentTarget }) => {
            const next = currentTarget.value as Unit;
            setUnit(next);
            onChange(Math.max(1, Math.round(amount)) * units[next]);
          }}
        />
      </div>
    </Input.Wrapper>
  );
};
