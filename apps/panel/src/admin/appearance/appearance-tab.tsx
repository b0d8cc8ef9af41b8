import { Skeleton } from '@mantine/core';
import { addNamespaces } from '@postern/i18n';
import { lazy, Suspense } from 'react';
import type { AppearanceOfApplicationProps, AppearanceOfOrganizationProps } from './appearance-page';

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

/** Loaded on first use, together with its texts. */
const OfOrganization = lazy(async () => {
  const words = addNamespaces(['appearance']);
  const [{ AppearanceOfOrganization: Component }] = await Promise.all([import('./appearance-page'), words]);
  return { default: Component };
});

export const OrganizationAppearanceTab = (props: AppearanceOfOrganizationProps) => (
  <Suspense fallback={<Skeleton height={400} />}>
    <OfOrganization {...props} />
  </Suspense>
);
