import { TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { idFromFile } from './certificate-values';
import { useUploadCertificate } from './certificates.api';
import { KeyFileFields } from './key-file-fields';
import { NginxWords } from '../shared/nginx-words';
import { useCertificateForm } from './use-certificate-form';

export interface UploadCertificateProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Uploads a certificate with its key; the file's name suggests the id. */
export const UploadCertificate = ({ opened, onClose }: UploadCertificateProps) => {
  const { t } = useTranslation('gateway');
  const { form, drawer } = useCertificateForm({
    mutation: useUploadCertificate(),
    named: true,
    onDone: ({ id }) => toast(t('certificates.uploaded', { id })),
    onClose,
  });
  return (
    <FormDrawer opened={opened} title={t('certificates.upload')} submitLabel={t('certificates.upload')} {...drawer}>
      <NginxWords error={drawer.error} />
      <KeyFileFields
        form={form}
        onFileName={(name) => {
          if (form.values.id === '') form.setFieldValue('id', idFromFile(name));
        }}
      />
      <TextInput
        label={t('certificates.field.id')}
        description={t('certificates.field.id_hint')}
        required
        maxLength={80}
        spellCheck={false}
        autoComplete="off"
        {...form.getInputProps('id')}
      />
    </FormDrawer>
  );
};
