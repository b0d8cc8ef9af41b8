import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { CertificatesInput } from '../../certificates/certificates-input';
import { useUploadAuthority } from './authorities.api';

export interface UploadAuthorityProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** One CA certificate that callers' certificates are trusted by. */
export const UploadAuthority = ({ opened, onClose }: UploadAuthorityProps) => {
  const { t } = useTranslation('gateway');
  const form = useForm<{ readonly certificates: readonly string[]; readonly name: string }>({
    initialValues: { certificates: [], name: '' },
    validate: { certificates: ({ length }) => (length === 0 ? t('panel:form.required') : null) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useUploadAuthority(),
    toInput: ({ certificates: [pem = ''], name }) => ({ pem, ...(name.trim() && { name: name.trim() }) }),
    fields: {
      'gateway.not_an_authority': 'certificates',
      'certificate.malformed': 'certificates',
      'certificate.weak_key': 'certificates',
    },
    onDone: ({ name }) => toast(t('authorities.uploaded', { name })),
    onClose,
  });
  return (
    <FormDrawer opened={opened} title={t('authorities.upload')} submitLabel={t('authorities.upload')} {...drawer}>
      <CertificatesInput
        single
        required
        label={t('authorities.field.certificate')}
        {...form.getInputProps('certificates')}
      />
      <TextInput
        label={t('authorities.field.name')}
        description={t('authorities.field.name_hint')}
        maxLength={200}
        {...form.getInputProps('name')}
      />
    </FormDrawer>
  );
};
