import { Select, Textarea, TextInput } from '@mantine/core';
import { type Language, languages, longestAppearanceText } from '@postern/contracts';
import { languageNames, useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { CheckChoices } from '../../components/check-choices';
import { FieldGroup } from '../../components/field-group';
import { useEditor } from './editor-context';
import { Setting } from './setting';

const texts = ['cardText', 'belowText'] as const;

/** Texts in one language at a time. */
export const TextFields = () => {
  const { t } = useTranslation('appearance');
  const { draft, record, change, errors } = useEditor();
  const [language, setLanguage] = useState<Language>('en');
  const write = (field: (typeof texts)[number], text: string): void => {
    const { [language]: _, ...others } = draft[field] ?? {};
    const all = text === '' ? others : { ...others, [language]: text };
    change({ [field]: Object.keys(all).length === 0 ? null : all });
  };
  return (
    <FieldGroup title={t('group.texts')}>
      <Select
        label={t('text_language')}
        description={t('text_language_hint')}
        data={languages.map((each) => ({ value: each, label: languageNames[each] }))}
        value={language}
        allowDeselect={false}
        onChange={(chosen) => setLanguage((chosen ?? 'en') as Language)}
      />
      {texts.map((field) => (
        <Setting key={field} field={field}>
          <Textarea
            label={t(`field.${field}`)}
            description={t('markdown_hint')}
            lang={language}
            rows={4}
            maxLength={longestAppearanceText}
            placeholder={record.inherited[field]?.[language] ?? ''}
            value={draft[field]?.[language] ?? ''}
            error={errors[field]}
            onChange={({ currentTarget }) => write(field, currentTarget.value)}
          />
        </Setting>
      ))}
    </FieldGroup>
  );
};

export const HelpField = () => {
  const { t } = useTranslation('appearance');
  const { draft, record, change, errors } = useEditor();
  return (
    <Setting field="helpContact">
      <TextInput
        label={t('field.helpContact')}
        description={t('help_hint')}
        placeholder={record.inherited.helpContact ?? 'mailto:helpdesk@example.org'}
        value={draft.helpContact ?? ''}
        error={errors.helpContact}
        onChange={({ currentTarget }) => change({ helpContact: currentTarget.value.trim() || null })}
      />
    </Setting>
  );
};

export const LanguagesField = () => {
  const { t } = useTranslation('appearance');
  const { draft, record, change, errors } = useEditor();
  return (
    <Setting field="languages">
      <CheckChoices
        label={t('field.languages')}
        choices={languages.map((each) => ({ value: each, label: languageNames[each] }))}
        value={[...(draft.languages ?? record.inherited.languages ?? languages)]}
        error={errors.languages}
        onChange={(chosen) => change({ languages: languages.filter((each) => chosen.includes(each)) })}
      />
    </Setting>
  );
};
