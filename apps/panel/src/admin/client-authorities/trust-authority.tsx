import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { CertificatesInput } from '../certificates/certificates-input';
import { useTrustAuthority } from './client-authorities.api';

export interface TrustAuthorityProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Takes an authority's certificate, and says what trusting it means. */
export const TrustAuthority = ({ opened, onClose }: TrustAuthorityProps) => {
  const { t } = useTranslation('administration');
  const form = useForm<{ certificates: string[]; name: string }>({
    initialValues: { certificates: [], name: '' },
    validate: { certificates: (value) => (value.length === 0 ? t('panel:form.required') : null) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useTrustAuthority(),
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
    onDone: ({ name }) => toast(t('authorities.added', { name })),
    onClose,
  });

  return (
    <FormDrawer opened={opened} title={t('authorities.add')} submitLabel={t('authorities.submit')} {...drawer}>
      <Alert tone="warning" title={t('authorities.meaning')}>
        {t('authorities.meaning_text')}
      </Alert>
      <CertificatesInput
        single
        required
        label={t('authorities.certificate')}
        description={t('authorities.certificate_hint')}
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
