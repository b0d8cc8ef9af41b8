import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useAddDomain } from '../api/domains.api';

interface AddDomainProps {
  readonly organizationId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const AddDomain = ({ organizationId, opened, onClose }: AddDomainProps) => {
  const { t } = useTranslation('administration');
  const form = useForm({
    initialValues: { domain: '' },
    validate: { domain: (domain) => (domain.trim() ? null : t('panel:form.required')) },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useAddDomain(organizationId),
    fields: { 'domain.duplicate': 'domain' },
    toInput: ({ domain }) => ({ domain: domain.trim() }),
    onDone: ({ domain }) => toast(t('organizations.domain.added', { domain })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('organizations.domain.add')}
      submitLabel={t('organizations.domain.add')}
      {...drawer}
    >
      <TextInput
        label={t('organizations.domain.domain')}
        description={t('organizations.domain.domain_hint')}
        maxLength={253}
        required
        data-autofocus
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        inputMode="url"
        {...form.getInputProps('domain')}
      />
    </FormDrawer>
  );
};
