import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { languages } from '@postern/contracts';
import type { Profile, ProfileChange, ProfileFieldValues } from '@postern/contracts';
import { languageNames, rememberLanguage, showLanguage, supportedLanguage, useTranslation } from '@postern/i18n';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '../../api/api-context';
import { meKey } from '../../api/me';
import { isStaleProof } from '../../api/problem-of';
import { FormDrawer } from '../../components/form-drawer';
import { fieldChanges, fieldTexts, ProfileFieldInput } from '../../components/profile-field-input';
import { toast } from '../../components/toast';
import { useFormProblem } from '../../components/use-form-problem';
import { isEmail } from '../../components/validations';
import { type Interruptions, keepInterruption } from '../../session/interruption';

type Values = Interruptions['mainInformation'];

const editableOf = ({ fields }: Profile): Profile['fields'] => fields.filter(({ editable }) => editable);

const valuesOfFields = ({ fields }: Profile): ProfileFieldValues =>
  Object.fromEntries(fields.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])));

const valuesOf = (me: Profile): Values => ({
  name: me.name,
  givenName: me.givenName ?? '',
  familyName: me.familyName ?? '',
  email: me.email ?? '',
  locale: me.locale ?? '',
  fields: fieldTexts(editableOf(me), valuesOfFields(me)),
});

/** The changed fields; null clears an emptied one. */
const changeOf = (me: Profile, { fields, ...values }: Values): ProfileChange => {
  const { fields: textsBefore, ...before } = valuesOf(me);
  const changed = Object.entries(values).filter(
    ([field, value]) => value.trim() !== before[field as keyof typeof before],
  );
  const own = fieldChanges(editableOf(me), textsBefore, fields);
  return {
    ...Object.fromEntries(changed.map(([field, value]) => [field, value.trim() || null])),
    ...(Object.keys(own).length > 0 && { fields: own }),
  };
};

export interface MainInformationFormProps {
  readonly me: Profile;
  /** Input from before the person had to sign in again. */
  readonly typed: Values | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const MainInformationForm = ({ me, typed, opened, onClose }: MainInformationFormProps) => {
  const { t } = useTranslation('panel');
  const api = useApi();
  const queries = useQueryClient();
  const form = useForm<Values>({
    initialValues: valuesOf(me),
    validate: {
      name: (name) => (name.trim() ? null : t('form.required')),
      email: (email) => (email.trim() === '' || isEmail(email.trim()) ? null : t('form.email')),
    },
  });
  const { setValues } = form;
  useEffect(() => {
    if (typed !== null) setValues(typed);
  }, [typed, setValues]);
  const problem = useFormProblem(form, {});
  const close = (): void => {
    onClose();
    form.reset();
    problem.clear();
  };
  const save = useMutation({
    mutationFn: (values: Values) => api.patch<Profile>('/me', changeOf(me, values)),
    onSuccess: (changed) => {
      queries.setQueryData(meKey, changed);
      form.setInitialValues(valuesOf(changed));
      const language = supportedLanguage(changed.locale);
      if (language && changed.locale !== me.locale) {
        rememberLanguage(language);
        void showLanguage(language);
      }
      close();
      toast(t('profile.main.saved'));
    },
    onError: (refusal, values) => {
      if (isStaleProof(refusal)) keepInterruption('mainInformation', values);
      problem.show(refusal);
    },
  });

  return (
    <FormDrawer
      opened={opened}
      title={t('profile.main.edit_title')}
      submitLabel={t('form.save')}
      dirty={form.isDirty()}
      pending={save.isPending}
      error={problem.error}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={close}
    >
      <TextInput
        label={t('profile.main.name')}
        maxLength={100}
        autoComplete="name"
        required
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('profile.main.given_name')}
        maxLength={100}
        autoComplete="given-name"
        {...form.getInputProps('givenName')}
      />
      <TextInput
        label={t('profile.main.family_name')}
        maxLength={100}
        autoComplete="family-name"
        {...form.getInputProps('familyName')}
      />
      <TextInput
        label={t('profile.main.email')}
        description={t('profile.main.email_hint')}
        type="email"
        maxLength={254}
        autoComplete="email"
        {...form.getInputProps('email')}
      />
      <NativeSelect
        label={t('profile.main.language')}
        description={t('profile.main.language_hint')}
        data={[
          { value: '', label: t('profile.main.browser_language') },
          ...languages.map((language) => ({ value: language, label: languageNames[language] })),
        ]}
        {...form.getInputProps('locale')}
      />
      {editableOf(me).map((field) => (
        <ProfileFieldInput key={field.key} field={field} {...form.getInputProps(`fields.${field.key}`)} />
      ))}
    </FormDrawer>
  );
};
