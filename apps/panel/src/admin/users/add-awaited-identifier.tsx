import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMethodName } from '../../api/method-names';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useMethods } from '../sign-in-methods/methods.api';
import { useAddAwaitedIdentifier } from './users.api';

const ways = ['upn', 'names', 'fingerprint'] as const;
type Way = (typeof ways)[number];

const fieldsOf = { upn: ['upn'], names: ['issuer', 'subject'], fingerprint: ['fingerprint'] } as const;

interface AddAwaitedIdentifierProps {
  readonly user: UserRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Describes a certificate that is not available yet: its first presentation links it. */
export const AddAwaitedIdentifier = ({ user, opened, onClose }: AddAwaitedIdentifierProps) => {
  const { t } = useTranslation('administration');
  const methodName = useMethodName();
  const { data: methods = [] } = useMethods();
  const takers = methods.filter(({ builtIn }) => !builtIn);
  const add = useAddAwaitedIdentifier(user.id);
  const form = useForm({
    initialValues: { methodId: '', way: 'upn' as Way, upn: '', issuer: '', subject: '', fingerprint: '' },
    validate: (values) =>
      Object.fromEntries(
        fieldsOf[values.way].flatMap((name) => (values[name].trim() === '' ? [[name, t('panel:form.required')]] : [])),
      ),
  });
  const methodId = form.values.methodId || (takers[0]?.id ?? '');
  const drawer = useDrawerForm({
    form,
    mutation: add,
    toInput: (values) => ({
      methodId,
      ...Object.fromEntries(fieldsOf[values.way].map((name) => [name, values[name].trim()])),
    }),
    onDone: ({ label }) => toast(t('awaited.added', { name: label })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('awaited.add_title', { name: user.name })}
      description={t('awaited.add_text')}
      submitLabel={t('awaited.add_submit')}
      {...drawer}
    >
      <NativeSelect
        label={t('panel:users.identifiers.method')}
        data={takers.map((method) => ({ value: method.id, label: methodName(method) }))}
        {...form.getInputProps('methodId')}
        value={methodId}
      />
      <NativeSelect
        label={t('awaited.how')}
        data={ways.map((value) => ({ value, label: t(`awaited.by_${value}`) }))}
        {...form.getInputProps('way')}
      />
      {fieldsOf[form.values.way].map((name) => (
        <TextInput
          key={name}
          required
          spellCheck={false}
          label={name === 'upn' ? t('awaited.by_upn') : t(`awaited.${name}`)}
          description={t(`awaited.${name}_hint`)}
          {...form.getInputProps(name)}
        />
      ))}
    </FormDrawer>
  );
};
