import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { languages } from '@postern/contracts';
import { languageNames, rememberLanguage, showLanguage, useTranslation } from '@postern/i18n';
import { useMe } from '../api/me';
import { Avatar } from '../components/avatar';
import { IconCheck, IconLanguage, IconMoon, IconSignOut, IconSun, IconSystem } from '../components/icons';
import { useSession } from '../session/session-context';
import { colorSchemes } from '../theme/color-scheme';
import styles from './nav-footer.module.css';

const schemeIcons = { auto: IconSystem, light: IconSun, dark: IconMoon };
const tick = <IconCheck size={16} stroke={1.8} aria-hidden />;

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
          <Menu.Item
            key={language}
            lang={language}
            role="menuitemradio"
            aria-checked={i18n.language === language}
            rightSection={i18n.language === language && tick}
            onClick={() => {
              rememberLanguage(language);
              void showLanguage(language);
            }}
          >
            {languageNames[language]}
          </Menu.Item>
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
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            rightSection={scheme === colorScheme && tick}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`nav.themes.${scheme}`)}
          </Menu.Item>
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
