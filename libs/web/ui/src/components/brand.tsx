import styles from './brand.module.css';

/** A gate in a wall: the postern. */
export const Brand = () => (
  <span className={styles.brand}>
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="8" className={styles.wall} />
      <path d="M10 25V14a6 6 0 0 1 12 0v11M7.5 25h17" className={styles.gate} />
      <circle cx="18.6" cy="18.4" r="1.7" className={styles.knob} />
    </svg>
    Postern
  </span>
);
