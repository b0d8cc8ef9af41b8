import { Input } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useNavigate } from 'react-router';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { apiPath } from '../shared/used-by';
import { useCreateApi } from '../api/apis.api';
import { PlaceFields } from './setting-fields';
import { useApiForm } from './use-api-form';

export interface CreateApiProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The required fields of an API; it starts as a draft whose policy admits no one by accident. */
export const CreateApi = ({ opened, onClose }: CreateApiProps) => {
  const { t } = useTranslation('gateway');
  const navigate = useNavigate();
  const { form, drawer } = useApiForm({
    draft: null,
    mutation: useCreateApi(),
    toInput: (settings) => settings,
    onDone: ({ id, draft: { name } }) => {
      toast(t('apis.created', { name }));
      void navigate(apiPath(id));
    },
    onClose,
  });
  return (
    <FormDrawer opened={opened} title={t('apis.create')} submitLabel={t('apis.create')} {...drawer}>
      <PlaceFields form={form} />
      <Input.Description>{t('apis.field.policy_start')}</Input.Description>
    </FormDrawer>
  );
};
