import type { ReactNode } from 'react';
import styles from './field-group.module.css';

/** Fields of a form that belong together, under a heading. */
export const FieldGroup = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={styles.group}>
    <legend>{title}</legend>
    {children}
  </fieldset>
);
