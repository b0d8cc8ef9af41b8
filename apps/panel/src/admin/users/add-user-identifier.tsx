import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMethodName } from '../../api/method-names';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { CertificatesInput } from '../certificates/certificates-input';
import { useMethods } from '../sign-in-methods/methods.api';
import { useAddUserIdentifier } from './users.api';

export interface AddUserIdentifierProps {
  readonly user: UserRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Links an uploaded certificate, so that its owner's first sign-in with it works. */
export const AddUserIdentifier = ({ user, opened, onClose }: AddUserIdentifierProps) => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const { data: methods = [] } = useMethods();
  const takers = methods.filter(({ builtIn }) => !builtIn);
  const add = useAddUserIdentifier(user.id);
  const form = useForm<{ methodId: string; certificates: string[]; label: string }>({
    initialValues: { methodId: '', certificates: [], label: '' },
    validate: { certificates: (value) => (value.length === 0 ? t('form.required') : null) },
  });
  const methodId = form.values.methodId || (takers[0]?.id ?? '');
  const drawer = useDrawerForm({
    form,
    mutation: add,
    toInput: ({ certificates, label }) => ({
      methodId,
      certificate: certificates[0] ?? '',
      ...(label.trim() ? { label: label.trim() } : {}),
    }),
    onDone: (identifier) => toast(t('users.identifiers.added', { name: identifier.label })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('users.identifiers.add_title', { name: user.name })}
      description={t('users.identifiers.add_text')}
      submitLabel={t('users.identifiers.add_submit')}
      {...drawer}
    >
      <NativeSelect
        label={t('users.identifiers.method')}
        data={takers.map((method) => ({ value: method.id, label: methodName(method) }))}
        {...form.getInputProps('methodId')}
        value={methodId}
      />
      <CertificatesInput
        single
        required
        label={t('users.identifiers.certificate')}
        {...form.getInputProps('certificates')}
      />
      <TextInput
        label={t('link.label')}
        description={t('users.identifiers.label_hint')}
        maxLength={200}
        {...form.getInputProps('label')}
      />
    </FormDrawer>
  );
};
