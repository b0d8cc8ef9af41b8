import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ResourceServer } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { DurationInput, useDurationText } from '../../components/duration-input';
import { FormDrawer } from '../../components/form-drawer';
import { RadioChoices } from '../../components/radio-choices';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useClients } from '../api/applications.api';
import { accessTokenSeconds, identifierProblem, scopesProblem, toApiInput, valuesOf } from './api-values';
import type { ApiValues } from './api-values';
import { useSaveApi } from '../api/apis.api';
import { ScopeLinesInput } from './scope-lines-input';

export interface ApiFormProps {
  /** Null to create one. */
  readonly api: ResourceServer | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** An API: its audience, its scopes and its access token format. */
export const ApiForm = ({ api, opened, onClose }: ApiFormProps) => {
  const { t } = useTranslation('administration');
  const { data: clients = [] } = useClients();
  const duration = useDurationText();
  const [least, most] = accessTokenSeconds;
  const form = useForm<ApiValues>({
    initialValues: valuesOf(api),
    validate: {
      name: (name) => (name.trim() ? null : t('panel:form.required')),
      identifier: (identifier) => {
        const problem = api ? null : identifierProblem(identifier);
        return problem && t(problem);
      },
      scopes: (lines) => {
        const problem = scopesProblem(lines);
        return problem && t(problem);
      },
      access_token_ttl: (seconds) =>
        seconds >= least && seconds <= most
          ? null
          : t('panel:applications.bad_lifetime', { least: duration(least), most: duration(most) }),
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useSaveApi(api?.id ?? null),
    fields: { 'resource_server.identifier_taken': 'identifier', 'client.not_found': 'client_id' },
    toInput: toApiInput,
    onDone: ({ name }) => toast(t(api ? 'apis.saved' : 'apis.created', { name })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={api ? t('apis.edit_title', { name: api.name }) : t('apis.create')}
      submitLabel={t(api ? 'panel:form.save' : 'panel:form.create')}
      {...drawer}
    >
      <TextInput label={t('apis.field.name')} maxLength={100} required data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label={t('apis.field.identifier')}
        description={t(api ? 'apis.field.identifier_fixed' : 'apis.field.identifier_hint')}
        placeholder="https://invoices.example.org"
        required={!api}
        readOnly={api !== null}
        {...form.getInputProps('identifier')}
      />
      <ScopeLinesInput {...form.getInputProps('scopes')} />
      <RadioChoices
        label={t('apis.field.format')}
        choices={(['jwt', 'opaque'] as const).map((value) => ({
          value,
          label: t(`apis.format.${value}.name`),
          description: t(`apis.format.${value}.text`),
        }))}
        {...form.getInputProps('access_token_format')}
      />
      {form.values.access_token_format === 'jwt' && (
        <NativeSelect
          label={t('credentials.field.alg')}
          data={['ES256', 'RS256']}
          {...form.getInputProps('signing_alg')}
        />
      )}
      <DurationInput
        label={t('panel:applications.field.access_token_ttl')}
        {...form.getInputProps('access_token_ttl')}
      />
      <NativeSelect
        label={t('apis.field.client')}
        description={t('apis.field.client_hint')}
        data={[
          { value: '', label: t('apis.no_client') },
          ...clients
            .filter(({ built_in }) => !built_in)
            .map(({ client_id, name }) => ({ value: client_id, label: name })),
        ]}
        {...form.getInputProps('client_id')}
      />
    </FormDrawer>
  );
};
