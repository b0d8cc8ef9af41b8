import { NativeSelect, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ClientGrant, ClientRecord, ResourceServer } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CheckChoices } from '../../../components/check-choices';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import type { GrantValues } from './grants.api';
import { useSaveGrant } from './grants.api';

export interface GrantFormProps {
  readonly client: ClientRecord;
  /** Null to add one. */
  readonly grant: ClientGrant | null;
  /** The APIs to choose from, or only the one of this grant. */
  readonly apis: readonly ResourceServer[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Allows an application to call an API, or changes its scopes there. */
export const GrantForm = ({ client, grant, apis, opened, onClose }: GrantFormProps) => {
  const { t } = useTranslation('administration');
  const form = useForm<GrantValues>({
    initialValues: {
      audience: grant?.audience ?? '',
      scope: grant?.scope ?? [],
      on_behalf_of: grant?.on_behalf_of ?? false,
    },
    validate: { audience: (audience) => (audience === '' ? t('panel:form.required') : null) },
  });
  const api = apis.find(({ identifier }) => identifier === form.values.audience);
  const drawer = useDrawerForm({
    form,
    mutation: useSaveGrant(client.client_id, grant?.id ?? null),
    fields: { 'client_grant.duplicate': 'audience', 'resource_server.not_found': 'audience' },
    toInput: (values) => values,
    onDone: () => toast(t('grants.saved', { name: api?.name ?? '' })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t(grant ? 'grants.edit_title' : 'grants.add_title', { name: client.name, api: api?.name ?? '' })}
      submitLabel={t(grant ? 'panel:form.save' : 'grants.submit')}
      {...drawer}
    >
      {!grant && (
        <NativeSelect
          required
          label={t('grants.column.api')}
          data={[
            { value: '', label: t('grants.choose') },
            ...apis.map(({ identifier, name }) => ({ value: identifier, label: name })),
          ]}
          {...form.getInputProps('audience')}
          onChange={({ currentTarget }) => form.setValues({ audience: currentTarget.value, scope: [] })}
        />
      )}
      {api && api.scopes.length > 0 && (
        <CheckChoices
          label={t('panel:applications.field.scopes')}
          choices={api.scopes.map(({ value, description }) => ({
            value,
            label: <code>{value}</code>,
            description,
          }))}
          {...form.getInputProps('scope')}
          value={[...form.values.scope]}
        />
      )}
      <Switch
        label={t('grants.on_behalf_of')}
        description={t('grants.on_behalf_of_hint')}
        {...form.getInputProps('on_behalf_of', { type: 'checkbox' })}
      />
    </FormDrawer>
  );
};
