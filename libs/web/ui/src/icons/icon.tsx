import styles from './icon.module.css';
import { iconPaths, type IconName } from './icon-paths';

export type { IconName };

/** A line icon in the colour of the text around it, 20 px (or 16); it says nothing that words beside it do not say. */
export const Icon = ({ name, small }: { readonly name: IconName; readonly small?: boolean }) => (
  <svg className={small ? styles.small : styles.icon} viewBox="0 0 20 20" aria-hidden="true">
    <path d={iconPaths[name]} />
  </svg>
);
