import { CopyButton } from '@postern/ui';
import styles from './code-block.module.css';

export interface CodeBlockProps {
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly copyLabel: string;
  readonly code: string;
}

/** Text to take along as it is. */
export const CodeBlock = ({ label, copyLabel, code }: CodeBlockProps) => (
  <div className={styles.block}>
    <pre className={styles.code} role="region" aria-label={label} tabIndex={0}>
      <code>{code}</code>
    </pre>
    <div className={styles.copy}>
      <CopyButton text={code} label={copyLabel} />
    </div>
  </div>
);
