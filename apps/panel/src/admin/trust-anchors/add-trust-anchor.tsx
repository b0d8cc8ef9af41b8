import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { CertificatesInput } from '../certificates/certificates-input';
import { useAddClientTrustAnchor } from './trust-anchors.api';

export interface AddTrustAnchorProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Adds a CA certificate, and explains what trusting it means. */
export const AddTrustAnchor = ({ opened, onClose }: AddTrustAnchorProps) => {
  const { t } = useTranslation('administration');
  const form = useForm<{ certificates: string[]; name: string }>({
    initialValues: { certificates: [], name: '' },
    validate: { certificates: (value) => (value.length === 0 ? t('panel:form.required') : null) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useAddClientTrustAnchor(),
    fields: {
      'trust_anchor.invalid': 'certificates',
      'trust_anchor.duplicate': 'certificates',
      'credential.private_key_given': 'certificates',
      'credential.not_a_certificate': 'certificates',
      'credential.several_certificates': 'certificates',
      'credential.expired': 'certificates',
      'credential.weak_key': 'certificates',
    },
    toInput: ({ certificates, name }) => ({ pem: certificates[0] ?? '', name: name.trim() || null }),
    onDone: ({ name }) => toast(t('trust_anchors.added', { name })),
    onClose,
  });

  return (
    <FormDrawer opened={opened} title={t('trust_anchors.add')} submitLabel={t('trust_anchors.submit')} {...drawer}>
      <Alert tone="warning" title={t('trust_anchors.meaning')}>
        {t('trust_anchors.meaning_text')}
      </Alert>
      <CertificatesInput
        single
        required
        label={t('trust_anchors.certificate')}
        description={t('trust_anchors.certificate_hint')}
        {...form.getInputProps('certificates')}
      />
      <TextInput
        label={t('credentials.field.name')}
        description={t('credentials.field.name_hint')}
        maxLength={100}
        {...form.getInputProps('name')}
      />
    </FormDrawer>
  );
};
