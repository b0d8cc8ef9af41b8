import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CertificateBlockInput } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
import { RadioChoices } from '../../components/radio-choices';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { CertificatesInput } from '../certificates/certificates-input';
import { useBlockCertificate } from './revocation.api';

const ways = ['certificate', 'sha256', 'serial'] as const;

interface Values {
  readonly by: (typeof ways)[number];
  readonly certificate: string[];
  readonly sha256: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly reason: string;
  readonly until: string;
}

const toInput = ({ by, certificate, sha256, issuer, serialNumber, reason, until }: Values): CertificateBlockInput => ({
  ...(by === 'certificate' && { certificate: certificate[0] ?? '' }),
  ...(by === 'sha256' && { sha256 }),
  ...(by === 'serial' && { issuer, serialNumber }),
  reason,
  until: until === '' ? null : new Date(until).toISOString(),
});

export interface BlockCertificateProps {
  readonly opened: boolean;
  /** SHA-256 of the certificate, if known. */
  readonly thumbprint?: string | undefined;
  readonly onClose: () => void;
}

/** Blocks one certificate here, whatever its CA says. */
export const BlockCertificate = ({ opened, thumbprint, onClose }: BlockCertificateProps) => {
  const { t } = useTranslation('administration');
  const required = (text: string | readonly string[]) => (text.length === 0 ? t('panel:form.required') : null);
  const form = useForm<Values>({
    initialValues: {
      by: thumbprint === undefined ? 'certificate' : 'sha256',
      certificate: [],
      sha256: thumbprint ?? '',
      issuer: '',
      serialNumber: '',
      reason: '',
      until: '',
    },
    validate: {
      certificate: (value, { by }) => (by === 'certificate' ? required(value) : null),
      sha256: (value, { by }) => (by === 'sha256' ? required(value.trim()) : null),
      issuer: (value, { by }) => (by === 'serial' ? required(value.trim()) : null),
      serialNumber: (value, { by }) => (by === 'serial' ? required(value.trim()) : null),
      reason: (value) => required(value.trim()),
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useBlockCertificate(),
    inItsWords: true,
    toInput,
    onDone: () => toast(t('revocation.blocks.added')),
    onClose,
  });
  const { by } = form.values;

  return (
    <FormDrawer
      opened={opened}
      title={t('revocation.blocks.add')}
      description={t('revocation.blocks.add_text')}
      submitLabel={t('revocation.blocks.submit')}
      {...drawer}
    >
      <RadioChoices
        label={t('revocation.blocks.by')}
        choices={ways.map((value) => ({ value, label: t(`revocation.blocks.way.${value}`) }))}
        {...form.getInputProps('by')}
      />
      {by === 'certificate' && (
        <CertificatesInput single label={t('revocation.blocks.certificate')} {...form.getInputProps('certificate')} />
      )}
      {by === 'sha256' && (
        <TextInput label={t('revocation.blocks.sha256')} required maxLength={200} {...form.getInputProps('sha256')} />
      )}
      {by === 'serial' && (
        <>
          <TextInput
            label={t('revocation.blocks.issuer')}
            description={t('revocation.blocks.issuer_hint')}
            required
            maxLength={4096}
            {...form.getInputProps('issuer')}
          />
          <TextInput
            label={t('revocation.blocks.serial')}
            required
            maxLength={200}
            {...form.getInputProps('serialNumber')}
          />
        </>
      )}
      <TextInput
        label={t('revocation.blocks.reason')}
        description={t('revocation.blocks.reason_hint')}
        required
        maxLength={255}
        {...form.getInputProps('reason')}
      />
      <TextInput
        type="datetime-local"
        label={t('revocation.blocks.until')}
        description={t('revocation.blocks.until_hint')}
        {...form.getInputProps('until')}
      />
    </FormDrawer>
  );
};
