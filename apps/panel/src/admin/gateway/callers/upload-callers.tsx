import { Button, Input, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { CertificatesInput } from '../../certificates/certificates-input';
import styles from './callers.module.css';
import { useUploadCallers } from './callers.api';

export interface UploadCallersProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Above this number, only the count is shown: each preview costs one request. */
const mostDrawn = 10;

/** Uploads any number of callers' certificates, without private keys. */
export const UploadCallers = ({ opened, onClose }: UploadCallersProps) => {
  const { t } = useTranslation('gateway');
  const form = useForm<{ readonly certificates: readonly string[]; readonly name: string }>({
    initialValues: { certificates: [], name: '' },
    validate: { certificates: ({ length }) => (length === 0 ? t('panel:form.required') : null) },
  });
  const single = form.values.certificates.length <= 1;
  const drawer = useDrawerForm({
    form,
    mutation: useUploadCallers(),
    toInput: ({ certificates, name }) => ({
      pem: certificates.join('\n'),
      ...(single && name.trim() && { name: name.trim() }),
    }),
    fields: {
      'certificate.malformed': 'certificates',
      'certificate.private_key_given': 'certificates',
      'credential.several_certificates': { field: 'certificates', text: t('callers.limit') },
    },
    onDone: ({ length }) => toast(t('callers.uploaded', { count: length })),
    onClose,
  });
  return (
    <FormDrawer opened={opened} title={t('callers.upload')} submitLabel={t('callers.upload')} {...drawer}>
      {form.values.certificates.length > mostDrawn ? (
        <Input.Wrapper
          label={t('callers.field.certificates')}
          error={form.errors['certificates']}
          withAsterisk
          labelElement="div"
        >
          <p className={styles.many} role="status">
            {t('callers.given', { count: form.values.certificates.length })}
            <Button variant="default" size="xs" onClick={() => form.setFieldValue('certificates', [])}>
              {t('callers.again')}
            </Button>
          </p>
        </Input.Wrapper>
      ) : (
        <CertificatesInput
          required
          label={t('callers.field.certificates')}
          description={t('callers.field.certificates_hint')}
          {...form.getInputProps('certificates')}
        />
      )}
      {single && (
        <TextInput
          label={t('callers.field.name')}
          description={t('callers.field.name_hint')}
          maxLength={200}
          {...form.getInputProps('name')}
        />
      )}
    </FormDrawer>
  );
};
