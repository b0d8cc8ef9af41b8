import { MantineProvider, mergeThemeOverrides, Notification } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useTranslation } from '@postern/i18n';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { colorSchemeManager } from './color-scheme';
import { theme } from './theme';

/** Labels that the kit does not provide. */
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
  /** Use `test` without layout, as in jsdom: otherwise menus would be hidden, because their targets seem invisible. */
  readonly env?: 'default' | 'test';
}

/** The component kit, configured so that it never inserts a <style> element. */
export const KitProvider = ({ children, env = 'default' }: KitProviderProps) => (
  <MantineProvider
    env={env}
    theme={useTheme()}
    defaultColorScheme="auto"
    colorSchemeManager={colorSchemeManager}
    withCssVariables={false}
    withGlobalClasses={false}
  >
    {/* Toasts are at the bottom left: titles are at the top, dialogs in the middle, forms at the right. theme.css keeps
       them clear of the navigation. */}
    <Notifications position="bottom-left" limit={3} />
    {children}
  </MantineProvider>
);
