import { CopyButton } from '@postern/ui';
import { Fragment } from 'react';
import styles from './copyable.module.css';

/** A value to copy elsewhere. A long URL wraps after a slash. */
export const Copyable = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <span className={styles.copyable}>
    <code>
      {text.split(/(?<=\/)(?=[^/])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
    <CopyButton text={text} label={label} />
  </span>
);
