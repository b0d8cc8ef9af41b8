import { TextInput } from '@mantine/core';
import { fromLocal, isInstant, toLocal } from './event-filter';

export interface TimeFilterProps {
  readonly label: string;
  /** A day, or an instant, as charts link to it. */
  readonly value: string;
  readonly min?: string;
  readonly max?: string;
  readonly onChange: (value: string) => void;
}

/** A bound of the time: a day, or with its hour if it has one. */
export const TimeFilter = ({ label, value, min, max, onChange }: TimeFilterProps) => {
  const exact = isInstant(value);
  const bound = (at: string | undefined): string | undefined => (at !== undefined && isInstant(at) ? undefined : at);
  return (
    <TextInput
      type={exact ? 'datetime-local' : 'date'}
      label={label}
      value={exact ? toLocal(value) : value}
      min={exact ? undefined : bound(min)}
      max={exact ? undefined : bound(max)}
      onChange={({ currentTarget }) => onChange(exact ? fromLocal(currentTarget.value) : currentTarget.value)}
    />
  );
};
