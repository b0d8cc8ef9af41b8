import { classNames } from './class-names';
import styles from './spinner.module.css';

/** Says to the eye that something goes on; say it in words beside it. `large` is for a page of its own. */
export const Spinner = ({ large = false }: { readonly large?: boolean }) => (
  <svg className={classNames(styles.spinner, large && styles.large)} viewBox="0 0 20 20" aria-hidden="true">
    <circle className={styles.track} cx="10" cy="10" r="8" />
    <path className={styles.arc} d="M10 2a8 8 0 0 1 8 8" />
  </svg>
);
