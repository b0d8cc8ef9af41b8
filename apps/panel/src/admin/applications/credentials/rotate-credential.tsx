import { useForm } from '@mantine/form';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { certificateMethodOf, usedIds } from './authentication';
import styles from './credentials.module.css';
import { useAddCredential } from './credentials.api';
import { emptyCredential, isEmptyCredential, neededField, toCredentialInput } from './new-credential';
import type { NewCredential } from './new-credential';
import { credentialFields, NewCredentialFields } from './new-credential-fields';

export interface RotateCredentialProps {
  readonly client: ClientRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/**
 * The first of three steps: the new certificate is accepted alongside the current one. The page guides through the
 * others.
 */
export const RotateCredential = ({ client, opened, onClose }: RotateCredentialProps) => {
  const { t } = useTranslation('administration');
  const method = certificateMethodOf(client) ?? 'self_signed_tls_client_auth';
  const form = useForm<{ added: NewCredential }>({
    initialValues: { added: emptyCredential },
    validate: ({ added }) =>
      isEmptyCredential(method, added) ? { [`added.${neededField(method, added)}`]: t('panel:form.required') } : {},
  });
  const drawer = useDrawerForm({
    form,
    mutation: useAddCredential(client.client_id),
    fields: credentialFields(method, form.values.added),
    toInput: ({ added }) => ({
      input: toCredentialInput(method, added),
      use: { method, ids: usedIds(client) },
    }),
    onDone: () => toast(t('rotation.added')),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('rotation.title', { name: client.name })}
      submitLabel={t('rotation.submit')}
      {...drawer}
    >
      <ol className={styles.steps}>
        {(['add', 'install', 'remove'] as const).map((step, index) => (
          <li key={step} aria-current={index === 0 ? 'step' : undefined}>
            {t(`rotation.step.${step}`)}
          </li>
        ))}
      </ol>
      <NewCredentialFields
        required
        client={client}
        method={method}
        values={form.values.added}
        inputProps={(field) => form.getInputProps(`added.${field}`)}
      />
    </FormDrawer>
  );
};
