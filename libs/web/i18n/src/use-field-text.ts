import type { Localized, ProviderLabels } from '@postern/contracts';
import { useTranslation } from './use-translation';

/** A provider's labels for its fields, by `FieldDescriptor.name`, and for the values of a choice. */
export interface FieldText {
  readonly label: (name: string, value?: string) => string;
  readonly hint: (name: string, value?: string) => string | undefined;
}

/** The labels of a provider's fields, in the language of the page; the field's own name if it has no label. */
export const useFieldText = (labels: Localized<Pick<ProviderLabels, 'fields'>> | undefined): FieldText => {
  const { i18n } = useTranslation('common');
  const fields = labels?.[i18n.language].fields;
  const words = (name: string, value?: string): { readonly label: string; readonly hint?: string } | undefined =>
    value === undefined ? fields?.[name] : fields?.[name]?.options?.[value];
  return {
    label: (name, value) => words(name, value)?.label ?? value ?? name,
    hint: (name, value) => words(name, value)?.hint,
  };
};
