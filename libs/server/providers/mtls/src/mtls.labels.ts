import type { Localized, ProviderLabels } from '@postern/contracts';
import { mtlsLabelsDe } from './labels/mtls.labels.de.js';
import { mtlsLabelsEn } from './labels/mtls.labels.en.js';
import { mtlsLabelsEs } from './labels/mtls.labels.es.js';
import { mtlsLabelsFr } from './labels/mtls.labels.fr.js';
import { mtlsLabelsIt } from './labels/mtls.labels.it.js';
import { mtlsLabelsRu } from './labels/mtls.labels.ru.js';

/** What people and administrators read about sign-in with a certificate. */
export const mtlsLabels: Localized<ProviderLabels> = {
  en: mtlsLabelsEn,
  fr: mtlsLabelsFr,
  de: mtlsLabelsDe,
  es: mtlsLabelsEs,
  it: mtlsLabelsIt,
  ru: mtlsLabelsRu,
};
