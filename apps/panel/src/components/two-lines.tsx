import type { ReactNode } from 'react';
import styles from './two-lines.module.css';

export interface TwoLinesProps {
  readonly start?: ReactNode;
  readonly main: ReactNode;
  readonly sub?: ReactNode;
}

/** A cell with a name and, below it, what distinguishes it from similar ones. */
export const TwoLines = ({ start, main, sub }: TwoLinesProps) => (
  <div className={styles.two}>
    {start}
    <div className={styles.words}>
      <div className={styles.main}>{main}</div>
      {sub && <div className={styles.sub}>{sub}</div>}
    </div>
  </div>
);
