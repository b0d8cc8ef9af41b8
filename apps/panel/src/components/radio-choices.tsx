import { Radio } from '@mantine/core';
import type { RadioGroupProps } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './choices.module.css';

export interface Choice {
  readonly value: string;
  readonly label: ReactNode;
  /** What it is good for. */
  readonly description?: ReactNode;
}

export interface RadioChoicesProps extends Omit<RadioGroupProps, 'children'> {
  readonly choices: readonly Choice[];
}

/** One of a few, each with a word on what it means. */
export const RadioChoices = ({ choices, ...group }: RadioChoicesProps) => (
  <Radio.Group {...group}>
    <div className={styles.choices}>
      {choices.map(({ value, label, description }) => (
        <Radio key={value} value={value} label={label} description={description} />
      ))}
    </div>
  </Radio.Group>
);
