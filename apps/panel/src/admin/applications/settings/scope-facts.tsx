import { useTranslation } from '@postern/i18n';
import styles from './settings.module.css';

/** Scopes, spelled as in a request. */
export const ScopeFacts = ({ scopes }: { readonly scopes: readonly string[] }) => {
  const { t } = useTranslation('panel');
  if (scopes.length === 0) return t('facts.none');
  return (
    <span className={styles.scopes}>
      {scopes.map((scope) => (
        <code key={scope}>{scope}</code>
      ))}
    </span>
  );
};
