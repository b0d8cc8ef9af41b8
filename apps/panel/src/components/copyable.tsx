import { CopyButton } from '@postern/ui';
import styles from './copyable.module.css';

/** A value that people take elsewhere. */
export const Copyable = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <span className={styles.copyable}>
    <code>{text}</code>
    <CopyButton text={text} label={label} />
  </span>
);
