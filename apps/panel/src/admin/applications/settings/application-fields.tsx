import { MultiSelect, NativeSelect, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CheckChoices } from '../../../components/check-choices';
import { DurationInput } from '../../../components/duration-input';
import { FieldGroup } from '../../../components/field-group';
import { algorithms, algorithmTexts, grantTexts, grantTypes, groupReleases } from './client-values';
import type { ClientValues } from './client-values';
import { useGroups } from '../../api/groups.api';
import { ScopesInput } from './scopes-input';
import styles from './settings.module.css';
import { UriListInput } from './uri-list-input';

interface FieldsProps {
  readonly form: UseFormReturnType<ClientValues>;
}

/** Redirect and logout URLs. */
export const AddressFields = ({ form, appType }: FieldsProps & { readonly appType: ClientRecord['app_type'] }) => {
  const { t } = useTranslation('panel');
  return (
    <FieldGroup title={t('applications.group.addresses')}>
      <UriListInput
        label={t('applications.field.redirect_uris')}
        description={t('applications.field.redirect_uris_hint')}
        {...form.getInputProps('redirect_uris')}
      />
      <UriListInput
        label={t('applications.field.post_logout_redirect_uris')}
        description={t('applications.field.post_logout_redirect_uris_hint')}
        {...form.getInputProps('post_logout_redirect_uris')}
      />
      {appType === 'native' && (
        <Switch
          label={t('applications.field.allow_undotted_schemes')}
          description={t('applications.field.allow_undotted_schemes_hint')}
          {...form.getInputProps('allow_undotted_schemes', { type: 'checkbox' })}
        />
      )}
      {(appType === 'native' || appType === 'spa') && (
        <UriListInput
          label={t('applications.field.allowed_origins')}
          description={t('applications.field.allowed_origins_hint')}
          {...form.getInputProps('allowed_origins')}
        />
      )}
      <TextInput
        type="url"
        label={t('applications.field.backchannel_logout_uri')}
        description={t('applications.field.backchannel_logout_uri_hint')}
        {...form.getInputProps('backchannel_logout_uri')}
      />
      <TextInput type="url" label={t('applications.field.client_uri')} {...form.getInputProps('client_uri')} />
      <TextInput type="url" label={t('applications.field.policy_uri')} {...form.getInputProps('policy_uri')} />
      <TextInput type="url" label={t('applications.field.tos_uri')} {...form.getInputProps('tos_uri')} />
    </FieldGroup>
  );
};

/** The scopes that the application may request, and token lifetimes. */
export const TokenFields = ({ form }: FieldsProps) => {
  const { t } = useTranslation('panel');
  return (
    <FieldGroup title={t('applications.group.tokens')}>
      <CheckChoices
        label={t('applications.field.grant_types')}
        choices={grantTypes.map((type) => ({ value: type, label: t(`applications.grant.${grantTexts[type]}`) }))}
        {...form.getInputProps('grant_types')}
      />
      <NativeSelect
        label={t('applications.field.id_token_signed_response_alg')}
        description={t('applications.field.alg_hint')}
        data={algorithms.map((value) => ({ value, label: t(`applications.field.${algorithmTexts[value]}`) }))}
        {...form.getInputProps('id_token_signed_response_alg')}
      />
      <Switch
        label={t('applications.field.require_pkce')}
        description={t('applications.field.require_pkce_hint')}
        {...form.getInputProps('require_pkce', { type: 'checkbox' })}
      />
      <DurationInput label={t('applications.field.access_token_ttl')} {...form.getInputProps('access_token_ttl')} />
      <DurationInput
        label={t('applications.field.refresh_token_ttl')}
        description={t('applications.field.refresh_token_ttl_hint')}
        {...form.getInputProps('refresh_token_ttl')}
      />
    </FieldGroup>
  );
};

/** The application's branding on the sign-in page. */
export const AppearanceFields = ({ form }: FieldsProps) => {
  const { t } = useTranslation('panel');
  const color = form.getInputProps('accent_color');
  return (
    <FieldGroup title={t('applications.group.appearance')}>
      <TextInput
        type="url"
        label={t('applications.field.logo_uri')}
        description={t('applications.field.logo_uri_hint')}
        {...form.getInputProps('logo_uri')}
      />
      <TextInput
        label={t('applications.field.accent_color')}
        description={t('applications.field.accent_color_hint')}
        placeholder="#4c6ad4"
        maxLength={7}
        {...color}
        leftSection={
          <input
            type="color"
            className={styles.swatch}
            aria-label={t('applications.field.accent_color_pick')}
            value={/^#[\da-f]{6}$/i.test(String(color.value)) ? String(color.value) : '#4c6ad4'}
            onChange={({ currentTarget }) => form.setFieldValue('accent_color', currentTarget.value)}
          />
        }
      />
    </FieldGroup>
  );
};

/** What the application may be allowed to do for itself and for people, apart from calling APIs. */
export const ScopeFields = ({ form }: FieldsProps) => {
  const { t } = useTranslation('panel');
  return (
    <FieldGroup title={t('applications.field.scopes')}>
      <ScopesInput
        interactive={form.values.grant_types.includes('authorization_code')}
        {...form.getInputProps('scopes')}
      />
    </FieldGroup>
  );
};

/** Which of a person's groups the application receives. */
export const GroupFields = ({ form }: FieldsProps) => {
  const { t } = useTranslation('panel');
  const { data: groups = [] } = useGroups();
  const chosen = form.getInputProps('released_groups');
  return (
    <FieldGroup title={t('applications.field.group_release')}>
      <NativeSelect
        aria-label={t('applications.field.group_release')}
        description={t('applications.field.group_release_hint')}
        data={groupReleases.map((value) => ({ value, label: t(`applications.release.${value}`) }))}
        {...form.getInputProps('group_release')}
      />
      {form.values.group_release === 'chosen' && (
        <MultiSelect
          label={t('applications.field.released_groups')}
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...chosen}
        />
      )}
    </FieldGroup>
  );
};
