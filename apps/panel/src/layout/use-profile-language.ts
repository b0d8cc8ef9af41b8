import { recallLanguage, showLanguage, supportedLanguage } from '@postern/i18n';
import { useEffect } from 'react';
import { useMe } from '../api/me';

/** Shows the profile's language to those who chose none in this browser. */
export const useProfileLanguage = (): void => {
  const { data: me } = useMe();
  const language = supportedLanguage(me?.locale);
  useEffect(() => {
    const { chosen, stored } = recallLanguage();
    if (language && chosen === null && stored === null) void showLanguage(language);
  }, [language]);
};
