import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { EventCertificate } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { AccountFilter } from './account-filter';
import { useLinkToAccount } from './events.api';

export interface LinkToAccountProps {
  readonly opened: boolean;
  readonly methodId: string;
  readonly kept: EventCertificate;
  readonly onClose: () => void;
}

/**
 * Links the certificate of a refused sign-in to an account. The server checks the certificate and the permission again.
 */
export const LinkToAccount = ({ opened, methodId, kept, onClose }: LinkToAccountProps) => {
  const { t } = useTranslation('administration');
  const form = useForm<{ accountId: string; label: string }>({
    initialValues: { accountId: '', label: kept.certificate.name },
    validate: { accountId: (value) => (value === '' ? t('panel:form.required') : null) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useLinkToAccount(),
    toInput: ({ accountId, label }) => ({
      accountId,
      identifier: { methodId, certificate: kept.pem, ...(label.trim() ? { label: label.trim() } : {}) },
    }),
    onDone: (identifier) => toast(t('panel:users.identifiers.added', { name: identifier.label })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('help.link_title', { name: kept.certificate.name })}
      description={t('help.link_text')}
      submitLabel={t('help.link_submit')}
      {...drawer}
    >
      <CertificateCard certificate={kept.certificate} judgement={kept.judgement} />
      <AccountFilter
        required
        value={form.values.accountId}
        error={form.errors['accountId']}
        onChange={(id) => form.setFieldValue('accountId', id)}
      />
      <TextInput label={t('panel:link.label')} maxLength={200} {...form.getInputProps('label')} />
    </FormDrawer>
  );
};
