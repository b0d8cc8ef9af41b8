import type { ProviderDescriptor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';

/** What a provider calls the sources and account fields of its rules; providers with rules name the setting `rules`. */
export const useRuleWords = (descriptor: Pick<ProviderDescriptor, 'labels'> | undefined) => {
  const { i18n } = useTranslation('panel');
  const columns = descriptor?.labels[i18n.language].fields['rules']?.columns;
  return {
    /** `subject:CN` has the words of `subject`, and what stands behind the colon. */
    source: (source: string): string => {
      const colon = source.indexOf(':');
      const [option, argument] = colon === -1 ? [source, ''] : [source.slice(0, colon), source.slice(colon + 1)];
      const label = columns?.['source']?.options?.[option]?.label ?? option;
      return argument === '' ? label : `${label}: ${argument}`;
    },
    field: (field: string): string => columns?.['field']?.options?.[field]?.label ?? field,
  };
};
