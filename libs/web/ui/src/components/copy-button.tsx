import { useTranslation } from '@postern/i18n';
import { useEffect, useState } from 'react';
import { Icon } from '../icons/icon';
import styles from './copy-button.module.css';
import { VisuallyHidden } from './visually-hidden';

/** Copies `text` and confirms it for two seconds, visually and to screen readers. */
export const CopyButton = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <>
      <button
        type="button"
        className={styles.copy}
        aria-label={label}
        title={label}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        <Icon name={copied ? 'check' : 'copy'} small />
      </button>
      <VisuallyHidden live>{copied && t('action.copied')}</VisuallyHidden>
    </>
  );
};
