import { ActionIcon, Drawer } from '@mantine/core';
import { useTranslation, recallLanguage, showLanguage, supportedLanguage } from '@postern/i18n';
import { Brand } from '@postern/ui';
import { useState, useEffect } from 'react';
import { Outlet } from 'react-router';
import { IconMenu } from '../components/icons';
import { FreshProofNeeded } from '../session/fresh-proof-needed';
import { SessionEnded } from '../session/session-ended';
import { NavFooter } from './nav-footer';
import { Navigation } from './navigation';
import { OfflineNotice } from './offline-notice';
import { SearchButton, SearchIcon, SearchProvider } from './search-launcher';
import styles from './shell.module.css';
import { useMe } from '../api/me';

/** Switches to the profile's language unless one was chosen in this browser. */
const useProfileLanguage = (): void => {
  const { data: me } = useMe();
  const language = supportedLanguage(me?.locale);
  useEffect(() => {
    const { chosen, stored } = recallLanguage();
    if (language && chosen === null && stored === null) void showLanguage(language);
  }, [language]);
};

const NavColumn = ({ onNavigate }: { readonly onNavigate?: () => void }) => (
  <>
    <div className={styles.scroll}>
      <Navigation onNavigate={onNavigate} />
    </div>
    <NavFooter />
  </>
);

/** Navigation on the left, the page on the right; below 900 px the navigation opens from a bar at the top. */
export const Shell = () => {
  const { t } = useTranslation('panel');
  const [opened, setOpened] = useState(false);
  const close = (): void => setOpened(false);
  useProfileLanguage();

  return (
    <SearchProvider>
      <div className={styles.shell}>
        <a className={styles.skip} href="#content">
          {t('nav.skip')}
        </a>
        <header className={styles.bar}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('nav.open')}
            onClick={() => setOpened(true)}
          >
            <IconMenu size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
          <Brand />
          <SearchIcon />
        </header>
        <aside className={styles.side}>
          <div className={styles.brand}>
            <Brand />
          </div>
          <SearchButton />
          <NavColumn />
        </aside>
        <Drawer
          opened={opened}
          onClose={close}
          position="left"
          size={288}
          title={<Brand />}
          closeButtonProps={{ 'aria-label': t('dialog.close') }}
          classNames={{ body: styles.drawer, content: styles.drawerContent }}
        >
          <NavColumn onNavigate={close} />
        </Drawer>
        <main id="content" className={styles.content} tabIndex={-1}>
          <OfflineNotice />
          <Outlet />
        </main>
        <FreshProofNeeded />
        <SessionEnded />
      </div>
    </SearchProvider>
  );
};
