import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { languages } from '@postern/contracts';
import { languageNames, rememberLanguage, showLanguage, useTranslation } from '@postern/i18n';
import { useMe } from '../api/me';
import { Avatar } from '../components/avatar';
import { IconLanguage, IconMoon, IconSignOut, IconSun, IconSystem } from '../components/icons';
import { useSession } from '../session/session-context';
import { colorSchemes } from '../theme/color-scheme';
import styles from './nav-footer.module.css';

const schemeIcons = { auto: IconSystem, light: IconSun, dark: IconMoon };

const LanguageMenu = () => {
  const { t, i18n } = useTranslation('panel');
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('nav.language')}>
          <IconLanguage size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.RadioItem
            closeMenuOnClick
            key={language}
            lang={language}
            value={language}
            checked={i18n.language === language}
            onChange={() => {
              rememberLanguage(language);
              void showLanguage(language);
            }}
          >
            {languageNames[language]}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

const ThemeMenu = () => {
  const { t } = useTranslation('panel');
  // Suspending transitions would require a <style> element.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const Current = schemeIcons[colorScheme];
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('nav.theme')}>
          <Current size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {colorSchemes.map((scheme) => (
          <Menu.RadioItem
            closeMenuOnClick
            key={scheme}
            value={scheme}
            checked={scheme === colorScheme}
            onChange={() => setColorScheme(scheme)}
          >
            {t(`nav.themes.${scheme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

/** Who is signed in, and settings of the whole panel. */
export const NavFooter = () => {
  const { t } = useTranslation('panel');
  const { data: me } = useMe();
  const session = useSession();
  return (
    <footer className={styles.footer}>
      <div className={styles.person}>
        <Avatar name={me?.name ?? ''} />
        <div className={styles.names}>
          <p className={styles.name}>{me?.name ?? '\u00a0'}</p>
          <p className={styles.username}>{me?.username ?? '\u00a0'}</p>
        </div>
      </div>
      <div className={styles.tools}>
        <LanguageMenu />
        <ThemeMenu />
        <Tooltip label={t('nav.sign_out')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={styles.signOut}
            aria-label={t('nav.sign_out')}
            onClick={() => void session.signOut()}
          >
            <IconSignOut size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </footer>
  );
};
