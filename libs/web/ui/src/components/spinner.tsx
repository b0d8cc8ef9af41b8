import { classNames } from './class-names';
import styles from './spinner.module.css';

/** Shows visually that work is in progress; add a text next to it. `large` is for a whole page. */
export const Spinner = ({ large = false }: { readonly large?: boolean }) => (
  <svg className={classNames(styles.spinner, large && styles.large)} viewBox="0 0 20 20" aria-hidden="true">
    <circle className={styles.track} cx="10" cy="10" r="8" />
    <path className={styles.arc} d="M10 2a8 8 0 0 1 8 8" />
  </svg>
);
