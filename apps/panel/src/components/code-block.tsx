import { CopyButton } from '@postern/ui';
import styles from './code-block.module.css';

export interface CodeBlockProps {
  /** Accessible name. */
  readonly label: string;
  readonly copyLabel: string;
  readonly code: string;
}

/** Preformatted text with a copy button. */
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
