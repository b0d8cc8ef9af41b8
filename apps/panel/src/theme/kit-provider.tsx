import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { colorSchemeManager } from './color-scheme';
import { theme } from './theme';

/** The component kit, set up so that it never inserts a <style> element. */
export const KitProvider = ({ children }: { readonly children: ReactNode }) => (
  <MantineProvider
    theme={theme}
    defaultColorScheme="auto"
    colorSchemeManager={colorSchemeManager}
    withCssVariables={false}
    withGlobalClasses={false}
  >
    <Notifications position="bottom-right" limit={3} />
    {children}
  </MantineProvider>
);
