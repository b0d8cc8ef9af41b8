import type { ReactNode } from 'react';
import styles from './card-foot.module.css';

/** The last line of a certificate's card: a few words, and at the right what one can do with it. */
export const CardFoot = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.foot}>{children}</div>
);

/** Cards one under the other. */
export const CardList = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.cards}>{children}</div>
);
