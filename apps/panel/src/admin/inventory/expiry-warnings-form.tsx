import { useForm } from '@mantine/form';
import { expiryWarningDays } from '@postern/contracts';
import type { ExpiryWarningSettings } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CheckChoices } from '../../components/check-choices';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useSaveExpiryWarnings } from './expiry.api';

export interface ExpiryWarningsFormProps {
  readonly settings: ExpiryWarningSettings;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** When this installation warns before something expires. */
export const ExpiryWarningsForm = ({ settings, opened, onClose }: ExpiryWarningsFormProps) => {
  const { t } = useTranslation('administration');
  const form = useForm({ initialValues: { days: settings.days.map(String) } });
  const drawer = useDrawerForm({
    form,
    mutation: useSaveExpiryWarnings(),
    toInput: ({ days }) => ({ days: expiryWarningDays.filter((each) => days.includes(String(each))) }),
    onDone: () => toast(t('inventory.warnings.saved')),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('inventory.warnings.title')}
      description={t('inventory.warnings.description')}
      submitLabel={t('panel:form.save')}
      {...drawer}
    >
      <CheckChoices
        label={t('inventory.warnings.days')}
        choices={expiryWarningDays.map((days) => ({
          value: String(days),
          label: t('inventory.warnings.before', { count: days }),
        }))}
        {...form.getInputProps('days')}
      />
    </FormDrawer>
  );
};
