import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

/** For screen readers only. */
export const VisuallyHidden = ({ children, live }: { readonly children: ReactNode; readonly live?: boolean }) => (
  <span className={styles.hidden} role={live ? 'status' : undefined}>
    {children}
  </span>
);
