import type { CatalogueFiles } from './i18n';

/** What the panel says and no other page: apart, so that the sign-in page does not even carry the names of these files. */
export const panelFiles: CatalogueFiles = import.meta.glob<Readonly<Record<string, unknown>>>(
  './locales/*/{panel,administration,administration-errors,gateway}.json',
  { import: 'default' },
);
