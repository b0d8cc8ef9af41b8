import { Radio } from '@mantine/core';
import type { RadioGroupProps } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './choices.module.css';

export interface Choice {
  readonly value: string;
  readonly label: ReactNode;
  /** Explains the option. */
  readonly description?: ReactNode;
}

export interface RadioChoicesProps extends Omit<RadioGroupProps, 'children'> {
  readonly choices: readonly Choice[];
}

/** A radio group in which each option has a description. */
export const RadioChoices = ({ choices, ...group }: RadioChoicesProps) => (
  <Radio.Group {...group}>
    <div className={styles.choices}>
      {choices.map(({ value, label, description }) => (
        <Radio key={value} value={value} label={label} description={description} />
      ))}
    </div>
  </Radio.Group>
);
