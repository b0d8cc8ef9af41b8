import { Icon, type IconName } from '@postern/ui';
import styles from './page-sign.module.css';

/** An icon for the kind of page, shown if there is no application logo. */
export const Sign = ({ name }: { readonly name: IconName }) => (
  <span className={styles.sign}>
    <Icon name={name} />
  </span>
);
