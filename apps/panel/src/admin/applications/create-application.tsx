import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ClientRecord, ClientWithSecret } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FormDrawer } from '../../components/form-drawer';
import { RadioChoices } from '../../components/radio-choices';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useCreateClient } from '../api/applications.api';
import { useMay } from '../../api/may';
import { useApplicationsPlace } from './applications-place';
import { ClientSecret } from './client-secret';
import { appTypes, redirectProblem } from './settings/client-values';
import { UriListInput } from './settings/uri-list-input';

interface Values {
  readonly name: string;
  readonly app_type: ClientRecord['app_type'];
  readonly redirect_uris: string[];
  readonly first_party: boolean;
}

export interface CreateApplicationProps {
  /** Null: an application of the system. */
  readonly organizationId?: string | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The minimum fields of a new application; the rest has defaults and can be edited on its page. */
export const CreateApplication = ({ organizationId = null, opened, onClose }: CreateApplicationProps) => {
  const { t } = useTranslation('panel');
  const navigate = useNavigate();
  const place = useApplicationsPlace();
  // People of an organization cannot skip the consent of others.
  const mayBeTrusted = useMay()('create:organizations') || organizationId === null;
  const create = useCreateClient();
  const [created, setCreated] = useState<ClientWithSecret | null>(null);
  const form = useForm<Values>({
    initialValues: { name: '', app_type: 'regular_web', redirect_uris: [], first_party: false },
    validate: {
      name: (name) => (name.trim() ? null : t('form.required')),
      redirect_uris: (uris, { app_type }) => {
        const problem = redirectProblem(uris, app_type !== 'non_interactive');
        return problem && t(problem);
      },
    },
  });
  const interactive = form.values.app_type !== 'non_interactive';
  const open = (id: string) => navigate(`${place.path}/${encodeURIComponent(id)}/quick-start`);
  const drawer = useDrawerForm({
    form,
    mutation: create,
    toInput: ({ name, redirect_uris, ...rest }) => ({
      ...rest,
      ...(organizationId !== null && { organization_id: organizationId }),
      name: name.trim(),
      redirect_uris: interactive ? redirect_uris.map((uri) => uri.trim()).filter(Boolean) : [],
    }),
    onDone: (client) => {
      toast(t('applications.created', { name: client.name }));
      if (client.client_secret === null) void open(client.client_id);
      else setCreated(client);
    },
    onClose,
  });

  return (
    <>
      <FormDrawer opened={opened} title={t('applications.create')} submitLabel={t('form.create')} {...drawer}>
        <TextInput
          label={t('applications.field.name')}
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <RadioChoices
          label={t('applications.field.app_type')}
          choices={appTypes.map((type) => ({
            value: type,
            label: t(`applications.type.${type}.name`),
            description: t(`applications.type.${type}.text`),
          }))}
          {...form.getInputProps('app_type')}
        />
        {interactive && (
          <UriListInput
            required
            label={t('applications.field.redirect_uris')}
            description={t('applications.field.redirect_uris_hint')}
            placeholder="https://app.example.com/callback"
            {...form.getInputProps('redirect_uris')}
          />
        )}
        {interactive && mayBeTrusted && (
          <Switch
            label={t('applications.field.first_party')}
            description={t('applications.field.first_party_hint')}
            {...form.getInputProps('first_party', { type: 'checkbox' })}
          />
        )}
      </FormDrawer>
      <ClientSecret
        client={created}
        onClose={() => {
          setCreated(null);
          if (created) void open(created.client_id);
        }}
      />
    </>
  );
};
