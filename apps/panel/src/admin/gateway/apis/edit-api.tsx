import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useChangeApi } from '../api/apis.api';
import { PassingFields, PlaceFields } from './setting-fields';
import { useApiForm } from './use-api-form';

export interface EditApiProps {
  readonly api: GatewayApi;
  readonly onClose: () => void;
}

/** Changes the draft's settings. */
export const EditApi = ({ api: { id, draft }, onClose }: EditApiProps) => {
  const { t } = useTranslation('gateway');
  const { form, drawer } = useApiForm({
    draft,
    mutation: useChangeApi(id),
    toInput: (settings) => settings,
    onDone: (api) => toast(t('apis.saved', { name: api.draft.name })),
    onClose,
  });
  return (
    <FormDrawer opened title={t('apis.edit_title', { name: draft.name })} submitLabel={t('policy.save')} {...drawer}>
      <PlaceFields form={form} />
      <PassingFields form={form} />
    </FormDrawer>
  );
};
