import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import styles from './footer.module.css';
import { LanguageSelect } from './language-select';

export const Footer = ({ children }: { readonly children?: ReactNode }) => {
  const { t } = useTranslation('widget');
  return (
    <footer className={styles.footer}>
      <LanguageSelect />
      {children && (
        <nav className={styles.links} aria-label={t('footer.links')}>
          {children}
        </nav>
      )}
    </footer>
  );
};
