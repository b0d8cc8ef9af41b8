import { Skeleton } from '@mantine/core';
import { addNamespaces } from '@postern/i18n';
import { lazy, Suspense } from 'react';
import type { AppearanceOfApplicationProps } from './appearance-page';

/** Loaded on first use, together with its texts. */
const Loaded = lazy(async () => {
  const words = addNamespaces(['appearance']);
  const [{ AppearanceOfApplication: Component }] = await Promise.all([import('./appearance-page'), words]);
  return { default: Component };
});

export const AppearanceTab = (props: AppearanceOfApplicationProps) => (
  <Suspense fallback={<Skeleton height={400} />}>
    <Loaded {...props} />
  </Suspense>
);
