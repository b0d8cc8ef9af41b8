import { useTranslation } from './use-translation';

/**
 * Labels of a provider's fields, by `FieldDescriptor.name`, and of a choice's values. A provider that is newer than the
 * catalogue has no label here yet; its name is shown then.
 */
export const useFieldText = (): ((name: string, value?: string) => string) => {
  const { t } = useTranslation('common');
  return (name, value) => {
    const key = value === undefined ? name : `${name}.${value}`;
    return t(`field.${key}` as 'field.login', { defaultValue: value ?? name });
  };
};
