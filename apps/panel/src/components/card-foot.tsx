import type { ReactNode } from 'react';
import styles from './card-foot.module.css';

/** The last line of a certificate's card: a few words, with actions on the right. */
export const CardFoot = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.foot}>{children}</div>
);

/** A vertical stack of cards. */
export const CardList = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.cards}>{children}</div>
);
