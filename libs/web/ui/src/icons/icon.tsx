import styles from './icon.module.css';
import { iconPaths, type IconName } from './icon-paths';

export type { IconName };

/** A line icon in the current text colour, 20 px (or 16); decorative, so the text next to it must say the same. */
export const Icon = ({ name, small }: { readonly name: IconName; readonly small?: boolean }) => (
  <svg className={small ? styles.small : styles.icon} viewBox="0 0 20 20" aria-hidden="true">
    <path d={iconPaths[name]} />
  </svg>
);
