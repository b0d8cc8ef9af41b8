import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ClientRecord, ErrorCode, KeyCredential } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { CertificatesInput } from '../../certificates/certificates-input';
import { HowToMakeOne } from './how-to-make-one';
import { useReplaceManifest } from './keys.api';
import { withCertificate } from './manifest';
import { SecretStops } from './secret-stops';

const aboutTheCertificate = [
  'credential.duplicate',
  'credential.private_key_given',
  'credential.not_a_certificate',
  'credential.several_certificates',
  'credential.expired',
  'credential.weak_key',
  'credential.invalid_key',
] as const satisfies readonly ErrorCode[];
const fields = Object.fromEntries(aboutTheCertificate.map((code) => [code, 'certificates']));

export interface UploadCertificateProps {
  readonly client: ClientRecord;
  readonly listed: readonly KeyCredential[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Adds one certificate that may sign assertions; the listed ones stay. */
export const UploadCertificate = ({ client, listed, opened, onClose }: UploadCertificateProps) => {
  const { t } = useTranslation('administration');
  const form = useForm<{ certificates: string[]; name: string }>({
    initialValues: { certificates: [], name: '' },
    validate: { certificates: (value) => (value.length === 0 ? t('panel:form.required') : null) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useReplaceManifest(client.client_id),
    fields,
    toInput: ({ certificates, name }) => withCertificate(listed, certificates[0] ?? '', name.trim() || null),
    onDone: () => toast(t('keys.uploaded')),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('keys.upload')}
      description={t('keys.upload_text')}
      submitLabel={t('keys.upload_submit')}
      {...drawer}
    >
      <SecretStops client={client} />
      <CertificatesInput
        single
        pkcs12
        required
        label={t('credentials.field.certificate')}
        {...form.getInputProps('certificates')}
      />
      <TextInput
        label={t('credentials.field.name')}
        description={t('credentials.field.name_hint')}
        maxLength={100}
        {...form.getInputProps('name')}
      />
      <HowToMakeOne client={client} method="private_key_jwt" algorithm="RS256" />
    </FormDrawer>
  );
};
