import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../../api/may';
import { useDurationText } from '../../../components/duration-input';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { AddressFields, AppearanceFields, GroupFields, ScopeFields, TokenFields } from './application-fields';
import { IdentifierFields } from './identifier-fields';
import { LevelFields } from './level-fields';
import { useChangeClient } from '../../api/applications.api';
import {
  accessTokenSeconds,
  addressProblem,
  changeOf,
  colorProblem,
  redirectProblem,
  refreshTokenSeconds,
  valuesOf,
} from './client-values';
import type { ClientValues } from './client-values';

export interface EditApplicationProps {
  readonly client: ClientRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const EditApplication = ({ client, opened, onClose }: EditApplicationProps) => {
  const { t } = useTranslation('panel');
  // People of an organization change neither; the server keeps both.
  const mayOfSystem = useMay()('create:organizations');
  const ofSystem = client.organization_id === null || mayOfSystem;
  const change = useChangeClient(client.client_id);
  const duration = useDurationText();
  const address = (uri: string) => {
    const problem = addressProblem(uri);
    return problem && t(problem);
  };
  const lifetime =
    ([least, most]: readonly [number, number]) =>
    (seconds: number) =>
      seconds >= least && seconds <= most
        ? null
        : t('applications.bad_lifetime', { least: duration(least), most: duration(most) });
  const form = useForm<ClientValues>({
    initialValues: valuesOf(client),
    validate: {
      name: (name) => (name.trim() ? null : t('form.required')),
      redirect_uris: (uris, { grant_types, allow_undotted_schemes }) => {
        const problem = redirectProblem(uris, grant_types.includes('authorization_code'), allow_undotted_schemes);
        return problem && t(problem);
      },
      post_logout_redirect_uris: (uris, { allow_undotted_schemes }) => {
        const problem = redirectProblem(uris, false, allow_undotted_schemes);
        return problem && t(problem);
      },
      backchannel_logout_uri: address,
      client_uri: address,
      policy_uri: address,
      tos_uri: address,
      logo_uri: address,
      access_token_ttl: lifetime(accessTokenSeconds),
      refresh_token_ttl: lifetime(refreshTokenSeconds),
      accent_color: (color) => {
        const problem = colorProblem(color);
        return problem && t(problem);
      },
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: change,
    toInput: (values) => changeOf(client, values),
    onDone: ({ name }) => toast(t('applications.saved', { name })),
    onClose,
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('applications.edit_title', { name: client.name })}
      submitLabel={t('form.save')}
      {...drawer}
    >
      <TextInput label={t('applications.field.name')} maxLength={100} required {...form.getInputProps('name')} />
      {ofSystem && (
        <Switch
          label={t('applications.field.first_party')}
          description={t('applications.field.first_party_hint')}
          {...form.getInputProps('first_party', { type: 'checkbox' })}
        />
      )}
      <AddressFields form={form} appType={client.app_type} />
      <TokenFields form={form} />
      {form.values.grant_types.includes('authorization_code') && <LevelFields form={form} />}
      <ScopeFields form={form} />
      {ofSystem && form.values.scopes.includes('groups') && <GroupFields form={form} />}
      {form.values.grant_types.includes('authorization_code') && <IdentifierFields form={form} />}
      <AppearanceFields form={form} />
    </FormDrawer>
  );
};
