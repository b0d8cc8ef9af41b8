import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { GatewayBackend } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { FieldGroup } from '../../../components/field-group';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { CertificatesInput } from '../../certificates/certificates-input';
import { useCertificates } from '../certificates/certificates.api';
import { NginxWords } from '../shared/nginx-words';
import { backendInput, backendValues, isPlain, nameProblem, serverNameProblem, urlProblem } from './backend-values';
import type { BackendValues } from './backend-values';
import { useSaveBackend } from './backends.api';

export interface BackendFormProps {
  /** Null to add one. */
  readonly backend: GatewayBackend | null;
  readonly onClose: () => void;
}

/** Where calls go, how the back end proves itself, and what the gateway proves itself with there. */
export const BackendForm = ({ backend, onClose }: BackendFormProps) => {
  const { t } = useTranslation('gateway');
  const { data: certificates = [] } = useCertificates();
  const form = useForm<BackendValues>({
    initialValues: backendValues(backend),
    validate: {
      name: (name) => {
        const problem = nameProblem(name);
        return problem && t(problem);
      },
      url: (url) => {
        const problem = urlProblem(url);
        return problem && t(problem);
      },
      serverName: (name, { url }) => {
        const problem = isPlain(url) ? null : serverNameProblem(name);
        return problem && t(problem);
      },
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useSaveBackend(backend?.id ?? null),
    toInput: backendInput,
    inItsWords: true,
    fields: {
      'gateway.backend_name_taken': 'name',
      'gateway.address_refused': 'url',
      'gateway.certificate_not_found': 'certificateId',
      'gateway.not_an_authority': 'trustedCa',
    },
    onDone: ({ name }) => toast(t(backend ? 'backends.saved' : 'backends.created', { name })),
    onClose,
  });
  const { url, skip, certificateId } = form.values;
  const gone = certificateId !== '' && certificates.every(({ id }) => id !== certificateId);

  return (
    <FormDrawer
      opened
      title={backend ? t('backends.edit_title', { name: backend.name }) : t('backends.create')}
      submitLabel={t(backend ? 'panel:form.save' : 'backends.create')}
      {...drawer}
    >
      <NginxWords error={drawer.error} />
      <TextInput
        label={t('backends.field.name')}
        required
        maxLength={80}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        type="url"
        label={t('backends.field.url')}
        description={t('backends.field.url_hint')}
        placeholder="https://stock.internal:8443/v1"
        required
        spellCheck={false}
        {...form.getInputProps('url')}
      />
      {isPlain(url) ? (
        <Alert tone="warning" title={t('backends.plain_warning')}>
          {t('backends.plain_warning_text')}
        </Alert>
      ) : (
        <>
          <NativeSelect
            label={t('backends.field.credential')}
            description={t('backends.field.credential_hint')}
            data={[
              { value: '', label: t('backends.field.credential_none') },
              ...(gone ? [{ value: certificateId, label: certificateId }] : []),
              ...certificates.map(({ id, certificate }) => ({
                value: id,
                label: id === certificate.name ? id : `${id} (${certificate.name})`,
              })),
            ]}
            {...form.getInputProps('certificateId')}
          />
          <FieldGroup title={t('backends.field.tls')}>
            <TextInput
              label={t('backends.field.server_name')}
              description={t('backends.field.server_name_hint')}
              spellCheck={false}
              {...form.getInputProps('serverName')}
            />
            {!skip && (
              <CertificatesInput
                label={t('backends.field.trusted_ca')}
                description={t('backends.field.trusted_ca_hint')}
                {...form.getInputProps('trustedCa')}
              />
            )}
            <Switch
              label={t('backends.field.skip')}
              description={t('backends.field.skip_hint')}
              {...form.getInputProps('skip', { type: 'checkbox' })}
            />
            {skip && (
              <Alert tone="warning" title={t('backends.skip_warning')}>
                {t('backends.skip_warning_text')}
              </Alert>
            )}
          </FieldGroup>
        </>
      )}
    </FormDrawer>
  );
};
