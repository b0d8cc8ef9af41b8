import type { CatalogueFiles } from './i18n';

/**
 * Texts of the panel only: a separate module, so that the sign-in page does not even contain the names of these files.
 */
export const panelFiles: CatalogueFiles = import.meta.glob<Readonly<Record<string, unknown>>>(
  './locales/*/{access,panel,administration,administration-errors,appearance,gateway,overview,search,settings}.json',
  { import: 'default' },
);
