import { languages } from '@postern/contracts';
import { languageNames, rememberLanguage, showLanguage, supportedLanguage, useTranslation } from '@postern/i18n';
import { Icon } from '@postern/ui';
import { useAppearance } from '../appearance/appearance-context';
import styles from './language-select.module.css';

/** The choice is stored and overrides the language that the application requests. */
export const LanguageSelect = () => {
  const { t, i18n } = useTranslation('common');
  const { languages: offered } = useAppearance();
  if (offered?.length === 1) return null;
  return (
    <label className={styles.language}>
      <Icon name="globe" small />
      <select
        className={styles.select}
        aria-label={t('language')}
        value={i18n.language}
        onChange={({ target }) => {
          const language = supportedLanguage(target.value) ?? 'en';
          rememberLanguage(language);
          void showLanguage(language);
        }}
      >
        {languages
          .filter((language) => offered?.includes(language) ?? true)
          .map((language) => (
            <option key={language} value={language} lang={language}>
              {languageNames[language]}
            </option>
          ))}
      </select>
    </label>
  );
};
