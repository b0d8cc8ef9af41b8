import { MultiSelect, NativeSelect } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { FieldGroup } from '../../../components/field-group';
import { acrRequests, type ClientValues } from './client-values';
import { useLevelChoices } from './level-choices';

/** The levels of which each sign-in must reach one, and how levels requested by the application are handled. */
export const LevelFields = ({ form }: { readonly form: UseFormReturnType<ClientValues> }) => {
  const { t } = useTranslation('panel');
  const { choices } = useLevelChoices();
  return (
    <FieldGroup title={t('applications.group.levels')}>
      <MultiSelect
        label={t('applications.field.accepted_acr_values')}
        description={t('applications.field.accepted_acr_values_hint')}
        placeholder={form.values.accepted_acr_values.length === 0 ? t('applications.level.any') : undefined}
        data={choices}
        {...form.getInputProps('accepted_acr_values')}
      />
      <NativeSelect
        label={t('applications.field.acr_requests')}
        description={t('applications.field.acr_requests_hint')}
        data={acrRequests.map((value) => ({ value, label: t(`applications.acr_requests.${value}`) }))}
        {...form.getInputProps('acr_requests')}
      />
    </FieldGroup>
  );
};
