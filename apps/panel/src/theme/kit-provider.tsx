import { MantineProvider, mergeThemeOverrides, Notification } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useTranslation } from '@postern/i18n';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { colorSchemeManager } from './color-scheme';
import { theme } from './theme';

/** Words that the kit does not have of itself. */
const useTheme = () => {
  const { t } = useTranslation('common');
  return useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: {
          Notification: Notification.extend({
            defaultProps: { closeButtonProps: { 'aria-label': t('action.close') } },
          }),
        },
      }),
    [t],
  );
};

export interface KitProviderProps {
  readonly children: ReactNode;
  /** `test` where there is no layout, as in jsdom: menus would be hidden, because what they hang on seems to be out of sight. */
  readonly env?: 'default' | 'test';
}

/** The component kit, set up so that it never inserts a <style> element. */
export const KitProvider = ({ children, env = 'default' }: KitProviderProps) => (
  <MantineProvider
    env={env}
    theme={useTheme()}
    defaultColorScheme="auto"
    colorSchemeManager={colorSchemeManager}
    withCssVariables={false}
    withGlobalClasses={false}
  >
    {/* Titles are at the top, dialogs in the middle, forms at the right: see theme.css for the navigation. */}
    <Notifications position="bottom-left" limit={3} />
    {children}
  </MantineProvider>
);
