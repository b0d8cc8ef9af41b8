import { Icon, type IconName } from '@postern/ui';
import styles from './page-sign.module.css';

/** Says what kind of page this is, where no application is known whose logo could stand there. */
export const Sign = ({ name }: { readonly name: IconName }) => (
  <span className={styles.sign}>
    <Icon name={name} />
  </span>
);
