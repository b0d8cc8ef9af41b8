import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { addNamespaces, useTranslation } from '@postern/i18n';
import { createContext, lazy, Suspense, use, useState } from 'react';
import type { ReactNode } from 'react';
import { IconSearch } from '../components/icons';
import styles from './search.module.css';

/** Loaded on first use, together with its texts. */
const SearchPalette = lazy(async () => {
  const words = addNamespaces(['search']);
  const [{ SearchPalette: Component }] = await Promise.all([import('./search-palette'), words]);
  return { default: Component };
});

const OpenSearch = createContext<() => void>(() => undefined);

/** Opens the search with Ctrl-K (⌘K), or with / outside of inputs. */
export const SearchProvider = ({ children }: { readonly children: ReactNode }) => {
  const [opened, setOpened] = useState(false);
  const [used, setUsed] = useState(false);
  const open = (): void => {
    setUsed(true);
    setOpened(true);
  };
  useHotkeys([['mod+K', open]], []);
  useHotkeys([['/', open]]);
  return (
    <OpenSearch value={open}>
      {children}
      {used && (
        <Suspense>
          <SearchPalette opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </OpenSearch>
  );
};

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** In the navigation; looks like an input. */
export const SearchButton = () => {
  const { t } = useTranslation('panel');
  return (
    <button
      type="button"
      className={styles.button}
      aria-keyshortcuts={isApple() ? 'Meta+K' : 'Control+K'}
      onClick={use(OpenSearch)}
    >
      <IconSearch size={16} stroke={1.6} aria-hidden />
      <span>{t('nav.search')}</span>
      <kbd aria-hidden="true">{isApple() ? '⌘K' : 'Ctrl K'}</kbd>
    </button>
  );
};

/** In the bar at the top of small screens. */
export const SearchIcon = () => {
  const { t } = useTranslation('panel');
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      className={styles.icon}
      aria-label={t('nav.search')}
      onClick={use(OpenSearch)}
    >
      <IconSearch size={20} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
};
