import { NativeSelect, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { certificateAuthenticationMethods } from '@postern/contracts';
import type { CertificateAuthenticationMethod, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { certificateMethodOf, usedIds } from './authentication';
import { useAddCredential } from './credentials.api';
import { emptyCredential, isEmptyCredential, neededField, toCredentialInput } from './new-credential';
import type { NewCredential } from './new-credential';
import { credentialFields, NewCredentialFields } from './new-credential-fields';

interface Values {
  readonly method: CertificateAuthenticationMethod;
  readonly use: boolean;
  readonly added: NewCredential;
}

export interface AddCredentialProps {
  readonly client: ClientRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/**
 * Adds a credential. It is used at once if the person chooses so and its method is the current one; otherwise it is
 * stored for later.
 */
export const AddCredential = ({ client, opened, onClose }: AddCredentialProps) => {
  const { t } = useTranslation('administration');
  const now = certificateMethodOf(client);
  const form = useForm<Values>({
    initialValues: { method: now ?? 'self_signed_tls_client_auth', use: false, added: emptyCredential },
    validate: ({ method, added }) =>
      isEmptyCredential(method, added) ? { [`added.${neededField(method, added)}`]: t('panel:form.required') } : {},
  });
  const { method, added } = form.values;
  const drawer = useDrawerForm({
    form,
    mutation: useAddCredential(client.client_id),
    fields: credentialFields(method, added),
    toInput: (values) => ({
      input: toCredentialInput(values.method, values.added),
      use: values.use && values.method === now ? { method: values.method, ids: usedIds(client) } : null,
    }),
    onDone: () => toast(t('credentials.added')),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('credentials.add_title', { name: client.name })}
      description={t('credentials.add_text')}
      submitLabel={t('credentials.add')}
      {...drawer}
    >
      <NativeSelect
        label={t('credentials.field.method')}
        data={certificateAuthenticationMethods.map((value) => ({
          value,
          label: t(`authentication.choice.${value}.name`),
        }))}
        {...form.getInputProps('method')}
      />
      <NewCredentialFields
        required
        client={client}
        method={method}
        values={added}
        inputProps={(field) => form.getInputProps(`added.${field}`)}
      />
      {method === now && (
        <Switch
          label={t('credentials.field.use')}
          description={t('credentials.field.use_hint')}
          {...form.getInputProps('use', { type: 'checkbox' })}
        />
      )}
    </FormDrawer>
  );
};
