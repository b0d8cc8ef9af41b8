import { type AccountField, ownFieldKey, profileFieldLabel, type ProviderDescriptor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useProfileFields } from '../api/profile-fields.api';

/** A provider's labels for the sources and account fields of its rules; the setting must be named `rules`. */
export const useRuleWords = (descriptor: Pick<ProviderDescriptor, 'labels'> | undefined) => {
  const { i18n } = useTranslation('panel');
  const { data: fields } = useProfileFields();
  const columns = descriptor?.labels[i18n.language].fields['rules']?.columns;
  return {
    /** `subject:CN` uses the label of `subject`, followed by the part after the colon. */
    source: (source: string): string => {
      const colon = source.indexOf(':');
      const [option, argument] = colon === -1 ? [source, ''] : [source.slice(0, colon), source.slice(colon + 1)];
      const label = columns?.['source']?.options?.[option]?.label ?? option;
      return argument === '' ? label : `${label}: ${argument}`;
    },
    field: (field: string): string => {
      const key = ownFieldKey(field as AccountField);
      const own = fields?.find((one) => one.key === key);
      if (own !== undefined) return profileFieldLabel(own, i18n.language);
      return columns?.['field']?.options?.[field]?.label ?? key ?? field;
    },
  };
};
