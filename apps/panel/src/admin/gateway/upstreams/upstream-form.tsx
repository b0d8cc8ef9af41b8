import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { GatewayUpstream } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { FieldGroup } from '../../../components/field-group';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { CertificatesInput } from '../../certificates/certificates-input';
import { useCertificates } from '../certificates/certificates.api';
import { NginxWords } from '../shared/nginx-words';
import { upstreamInput, upstreamValues, isPlain, nameProblem, serverNameProblem, urlProblem } from './upstream-values';
import type { UpstreamValues } from './upstream-values';
import { useSaveUpstream } from './upstreams.api';

export interface UpstreamFormProps {
  /** Null to add one. */
  readonly upstream: GatewayUpstream | null;
  readonly onClose: () => void;
}

/** The upstream's URL, how its certificate is validated, and the gateway's own credential there. */
export const UpstreamForm = ({ upstream, onClose }: UpstreamFormProps) => {
  const { t } = useTranslation('gateway');
  const { data: certificates = [] } = useCertificates();
  const form = useForm<UpstreamValues>({
    initialValues: upstreamValues(upstream),
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
    mutation: useSaveUpstream(upstream?.id ?? null),
    toInput: upstreamInput,
    inItsWords: true,
    fields: {
      'gateway.upstream_name_taken': 'name',
      'gateway.address_refused': 'url',
      'gateway.certificate_not_found': 'certificateId',
      'gateway.not_an_authority': 'trustedCa',
    },
    onDone: ({ name }) => toast(t(upstream ? 'upstreams.saved' : 'upstreams.created', { name })),
    onClose,
  });
  const { url, skip, certificateId } = form.values;
  const gone = certificateId !== '' && certificates.every(({ id }) => id !== certificateId);

  return (
    <FormDrawer
      opened
      title={upstream ? t('upstreams.edit_title', { name: upstream.name }) : t('upstreams.create')}
      submitLabel={t(upstream ? 'panel:form.save' : 'upstreams.create')}
      {...drawer}
    >
      <NginxWords error={drawer.error} />
      <TextInput
        label={t('upstreams.field.name')}
        required
        maxLength={80}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        type="url"
        label={t('upstreams.field.url')}
        description={t('upstreams.field.url_hint')}
        placeholder="https://stock.internal:8443/v1"
        required
        spellCheck={false}
        {...form.getInputProps('url')}
      />
      {isPlain(url) ? (
        <Alert tone="warning" title={t('upstreams.plain_warning')}>
          {t('upstreams.plain_warning_text')}
        </Alert>
      ) : (
        <>
          <NativeSelect
            label={t('upstreams.field.credential')}
            description={t('upstreams.field.credential_hint')}
            data={[
              { value: '', label: t('upstreams.field.credential_none') },
              ...(gone ? [{ value: certificateId, label: certificateId }] : []),
              ...certificates.map(({ id, certificate }) => ({
                value: id,
                label: id === certificate.name ? id : `${id} (${certificate.name})`,
              })),
            ]}
            {...form.getInputProps('certificateId')}
          />
          <FieldGroup title={t('upstreams.field.tls')}>
            <TextInput
              label={t('upstreams.field.server_name')}
              description={t('upstreams.field.server_name_hint')}
              spellCheck={false}
              {...form.getInputProps('serverName')}
            />
            {!skip && (
              <CertificatesInput
                label={t('upstreams.field.trusted_ca')}
                description={t('upstreams.field.trusted_ca_hint')}
                {...form.getInputProps('trustedCa')}
              />
            )}
            <Switch
              label={t('upstreams.field.skip')}
              description={t('upstreams.field.skip_hint')}
              {...form.getInputProps('skip', { type: 'checkbox' })}
            />
            {skip && (
              <Alert tone="warning" title={t('upstreams.skip_warning')}>
                {t('upstreams.skip_warning_text')}
              </Alert>
            )}
          </FieldGroup>
        </>
      )}
    </FormDrawer>
  );
};
