import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { CertificatesInput } from '../../certificates/certificates-input';
import { useUploadTrustAnchor } from './trust-anchors.api';

export interface UploadTrustAnchorProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Uploads one CA certificate that is trusted for callers' certificates. */
export const UploadTrustAnchor = ({ opened, onClose }: UploadTrustAnchorProps) => {
  const { t } = useTranslation('gateway');
  const form = useForm<{ readonly certificates: readonly string[]; readonly name: string }>({
    initialValues: { certificates: [], name: '' },
    validate: { certificates: ({ length }) => (length === 0 ? t('panel:form.required') : null) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useUploadTrustAnchor(),
    toInput: ({ certificates: [pem = ''], name }) => ({ pem, ...(name.trim() && { name: name.trim() }) }),
    fields: {
      'gateway.not_an_authority': 'certificates',
      'certificate.malformed': 'certificates',
      'certificate.weak_key': 'certificates',
    },
    onDone: ({ name }) => toast(t('trust_anchors.uploaded', { name })),
    onClose,
  });
  return (
    <FormDrawer opened={opened} title={t('trust_anchors.upload')} submitLabel={t('trust_anchors.upload')} {...drawer}>
      <CertificatesInput
        single
        required
        label={t('trust_anchors.field.certificate')}
        {...form.getInputProps('certificates')}
      />
      <TextInput
        label={t('trust_anchors.field.name')}
        description={t('trust_anchors.field.name_hint')}
        maxLength={200}
        {...form.getInputProps('name')}
      />
    </FormDrawer>
  );
};
