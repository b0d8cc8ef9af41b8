import { Icon, Spinner } from '@postern/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { Heading } from '../shell/heading';
import styles from './leaving.module.css';

/** Milliseconds after which a way to go on by hand is offered. */
const patience = 8000;

interface LeavingProps {
  /** Whether what the person wanted is reached; a sign for it, instead of only for waiting. */
  readonly done: boolean;
  readonly title: string;
  readonly lead: string;
  /** Offered when it takes long. */
  readonly byHand: ReactNode;
}

/** The browser is on its way to somewhere else. */
export const Leaving = ({ done, title, lead, byHand }: LeavingProps) => {
  const [slow, setSlow] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patience);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={styles.leaving} role="status">
      <span className={done ? styles.done : styles.going}>{done ? <Icon name="check" /> : <Spinner large />}</span>
      <Heading lead={lead}>{title}</Heading>
      <div className={styles.slow}>{slow ? byHand : done && <Spinner />}</div>
    </div>
  );
};
