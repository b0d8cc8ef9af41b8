import { Checkbox } from '@mantine/core';
import type { CheckboxGroupProps } from '@mantine/core';
import styles from './choices.module.css';
import type { Choice } from './radio-choices';

export interface CheckChoicesProps extends Omit<CheckboxGroupProps, 'children'> {
  readonly choices: readonly Choice[];
}

/** A group of checkboxes. */
export const CheckChoices = ({ choices, ...group }: CheckChoicesProps) => (
  <Checkbox.Group {...group}>
    <div className={styles.choices}>
      {choices.map(({ value, label, description }) => (
        <Checkbox key={value} value={value} label={label} description={description} />
      ))}
    </div>
  </Checkbox.Group>
);
