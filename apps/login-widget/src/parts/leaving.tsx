import { Icon, Spinner } from '@postern/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { Heading } from '../shell/heading';
import styles from './leaving.module.css';

/** Milliseconds after which a manual link is offered. */
const patience = 8000;

interface LeavingProps {
  /** Whether the person's goal is reached: shows a check mark, not a spinner. */
  readonly done: boolean;
  readonly title: string;
  readonly lead: string;
  /** Shown if navigation takes long. */
  readonly byHand: ReactNode;
}

/** Shown while the browser navigates away. */
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
