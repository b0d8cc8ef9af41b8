import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { CheckChoices } from '../../../components/check-choices';
import { DurationInput } from '../../../components/duration-input';
import { FieldGroup } from '../../../components/field-group';
import { algorithms, grantTexts, grantTypes } from './client-values';
import type { ClientValues } from './client-values';
import { ScopesInput } from './scopes-input';
import styles from './settings.module.css';
import { UriListInput } from './uri-list-input';

interface FieldsProps {
  readonly form: UseFormReturnType<ClientValues>;
}

/** Where browsers and logout messages are sent. */
export const AddressFields = ({ form }: FieldsProps) => {
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

/** What the application may ask for, and how long tokens live. */
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
        data={[...algorithms]}
        {...form.getInputProps('id_token_signed_response_alg')}
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

/** How the sign-in page looks for this application. */
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

/** What the application may be allowed to do for itself and for people, beyond APIs of one's own. */
export const ScopeFields = ({ form }: FieldsProps) => {
  const { t } = useTranslation('panel');
  return (
    <FieldGroup title={t('applications.field.scopes')}>
      <ScopesInput {...form.getInputProps('scopes')} />
    </FieldGroup>
  );
};
