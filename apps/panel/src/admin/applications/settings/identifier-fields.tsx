import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { FieldGroup } from '../../../components/field-group';
import type { ClientValues } from './client-values';

type IdentifierScope = 'identifiers' | 'certificate' | 'certificate:pem';

/** Which identifiers of a person the application receives, and in which form. None by default. */
export const IdentifierFields = ({ form }: { readonly form: UseFormReturnType<ClientValues> }) => {
  const { t } = useTranslation('panel');
  const { scopes, first_party: isFirstParty, pairwise_identifiers: isPairwise } = form.values;
  const has = (scope: IdentifierScope): boolean => scopes.includes(scope);
  const mayHavePem = isFirstParty && has('certificate') && !isPairwise;
  const asksForAny = has('identifiers') || has('certificate');

  const allow = (scope: IdentifierScope, on: boolean): void => {
    const without = form.values.scopes.filter((each) => each !== scope);
    form.setFieldValue('scopes', on ? [...without, scope] : without);
  };

  const switchFor = (scope: IdentifierScope, field: 'identifiers' | 'certificate' | 'pem', disabled = false) => (
    <Switch
      label={t(`applications.identifiers.${field}`)}
      description={t(`applications.identifiers.${field}_hint`)}
      checked={has(scope)}
      // An enabled option can always be switched off.
      disabled={disabled && !has(scope)}
      onChange={({ currentTarget }) => allow(scope, currentTarget.checked)}
    />
  );

  return (
    <FieldGroup title={t('applications.identifiers.title')}>
      {asksForAny && !isFirstParty && !isPairwise && (
        <Alert tone="warning" title={t('applications.identifiers.third_party')}>
          {t('applications.identifiers.third_party_text')}
        </Alert>
      )}
      {switchFor('identifiers', 'identifiers')}
      {switchFor('certificate', 'certificate')}
      {switchFor('certificate:pem', 'pem', !mayHavePem)}
      <Switch
        label={t('applications.identifiers.required')}
        description={t('applications.identifiers.required_hint')}
        disabled={!has('certificate') && !form.values.certificate_required}
        {...form.getInputProps('certificate_required', { type: 'checkbox' })}
      />
      <Switch
        label={t('applications.identifiers.pairwise')}
        description={t('applications.identifiers.pairwise_hint')}
        disabled={!asksForAny && !isPairwise}
        {...form.getInputProps('pairwise_identifiers', { type: 'checkbox' })}
      />
    </FieldGroup>
  );
};
