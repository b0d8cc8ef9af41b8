import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  languages,
  profileFieldKinds,
  profileFieldLabel,
  type ProfileFieldInput,
  type ProfileFieldRecord,
  profileFieldScopes,
} from '@postern/contracts';
import { languageNames, useTranslation } from '@postern/i18n';
import { FormDrawer } from '../../components/form-drawer';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useSaveProfileField } from '../api/profile-fields.api';
import { ClaimApplications } from './claim-applications';
import styles from './profile-field-form.module.css';

export interface ProfileFieldFormProps {
  /** Null to create one. */
  readonly field: ProfileFieldRecord | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const initialValues = (field: ProfileFieldRecord | null) => ({
  key: field?.key ?? '',
  kind: field?.kind ?? ('text' as const),
  labels: Object.fromEntries(languages.map((language) => [language, field?.labels[language] ?? ''])),
  options: field?.options.join('\n') ?? '',
  unique: field?.unique ?? false,
  certificateKey: field?.certificateKey ?? false,
  shown: field?.shown ?? true,
  editable: field?.editable ?? false,
  claim: field?.claim ?? '',
  scope: field?.scope ?? ('profile' as const),
});
type Values = ReturnType<typeof initialValues>;

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const toInput = ({ options, claim, scope, ...values }: Values): ProfileFieldInput => ({
  ...values,
  key: values.key.trim(),
  options: values.kind === 'choice' ? lines(options) : [],
  claim: claim.trim() || null,
  scope: claim.trim() === '' ? null : scope,
});

/** Creates or changes a field. Key and kind are chosen once. */
export const ProfileFieldForm = ({ field, opened, onClose }: ProfileFieldFormProps) => {
  const { t, i18n } = useTranslation('administration');
  const main = field === null || field.labels[i18n.language] !== undefined ? i18n.language : 'en';
  const required = (text: string) => (text.trim() ? null : t('panel:form.required'));
  const form = useForm<Values>({
    initialValues: initialValues(field),
    validate: {
      key: required,
      labels: { [main]: required },
      options: (options, { kind }) => (kind === 'choice' ? required(options) : null),
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation: useSaveProfileField(field?.id ?? null),
    inItsWords: true,
    fields: {
      'profile_field.key_taken': 'key',
      'profile_field.claim_taken': 'claim',
      'profile_field.typed_by_people': 'certificateKey',
      'profile_field.in_use': 'certificateKey',
      'profile_field.values_repeated': 'unique',
    },
    toInput,
    onDone: (saved) =>
      toast(t(field ? 'groups.saved' : 'groups.created', { name: profileFieldLabel(saved, i18n.language) })),
    onClose,
  });
  const { kind, certificateKey, shown, claim, scope } = form.values;
  const mayIdentify = kind === 'text' || kind === 'list';
  const mayBeUnique = kind !== 'yes_no' && kind !== 'choice';
  const checkbox = (name: 'unique' | 'certificateKey' | 'shown' | 'editable') =>
    form.getInputProps(name, { type: 'checkbox' });

  return (
    <FormDrawer
      opened={opened}
      title={field ? t('groups.edit_title', { name: profileFieldLabel(field, i18n.language) }) : t('fields.create')}
      submitLabel={t(field ? 'panel:form.save' : 'panel:form.create')}
      {...drawer}
    >
      <TextInput
        label={t('fields.label')}
        maxLength={100}
        required
        data-autofocus
        {...form.getInputProps(`labels.${main}`)}
      />
      <details className={styles.labels}>
        <summary>{t('fields.more_labels')}</summary>
        <p>{t('fields.labels_hint')}</p>
        {languages
          .filter((language) => language !== main)
          .map((language) => (
            <TextInput
              key={language}
              label={t('fields.label_in', { language: languageNames[language] })}
              maxLength={100}
              lang={language}
              {...form.getInputProps(`labels.${language}`)}
            />
          ))}
      </details>
      <TextInput
        label={t('fields.key')}
        description={t('fields.key_hint')}
        maxLength={40}
        spellCheck={false}
        autoCapitalize="off"
        required
        disabled={field !== null}
        {...form.getInputProps('key')}
      />
      <NativeSelect
        label={t('fields.kind')}
        disabled={field !== null}
        data={profileFieldKinds.map((value) => ({ value, label: t(`fields.kinds.${value}`) }))}
        {...form.getInputProps('kind')}
        onChange={({ currentTarget }) => {
          form.setFieldValue('kind', currentTarget.value as Values['kind']);
          form.setFieldValue('unique', false);
          form.setFieldValue('certificateKey', false);
        }}
      />
      {kind === 'choice' && (
        <Textarea
          label={t('fields.options')}
          description={t('fields.options_hint')}
          rows={4}
          required
          {...form.getInputProps('options')}
        />
      )}
      {mayIdentify && (
        <Switch
          label={t('fields.certificate_key')}
          description={t('fields.certificate_key_hint')}
          {...checkbox('certificateKey')}
          onChange={({ currentTarget }) => {
            form.setFieldValue('certificateKey', currentTarget.checked);
            if (currentTarget.checked) form.setFieldValue('editable', false);
          }}
        />
      )}
      {mayBeUnique && (
        <Switch label={t('fields.unique')} description={t('fields.unique_hint')} {...checkbox('unique')} />
      )}
      <Switch
        label={t('fields.shown')}
        description={t('fields.shown_hint')}
        {...checkbox('shown')}
        onChange={({ currentTarget }) => {
          form.setFieldValue('shown', currentTarget.checked);
          if (!currentTarget.checked) form.setFieldValue('editable', false);
        }}
      />
      <Switch
        label={t('fields.editable')}
        description={t('fields.editable_hint')}
        disabled={certificateKey || !shown}
        {...checkbox('editable')}
      />
      <TextInput
        label={t('fields.claim')}
        description={t('fields.claim_hint')}
        maxLength={40}
        spellCheck={false}
        autoCapitalize="off"
        {...form.getInputProps('claim')}
      />
      {claim.trim() !== '' && (
        <NativeSelect
          label={t('fields.scope')}
          data={profileFieldScopes.map((value) => ({ value, label: t(`fields.scopes.${value}`) }))}
          {...form.getInputProps('scope')}
        />
      )}
      <ClaimApplications before={field} claim={claim.trim() || null} scope={claim.trim() === '' ? null : scope} />
    </FormDrawer>
  );
};
