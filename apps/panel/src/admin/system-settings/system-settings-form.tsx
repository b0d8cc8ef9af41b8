import { Button, Switch, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { languages, sessionLimits, type SystemSettings } from '@postern/contracts';
import { languageNames, useTranslation } from '@postern/i18n';
import { useMay } from '../../api/may';
import { DurationInput, useDurationText } from '../../components/duration-input';
import { FieldGroup } from '../../components/field-group';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { UnsavedChanges } from '../../components/unsaved-changes';
import { useFormProblem } from '../../components/use-form-problem';
import { useUnsavedGuard } from '../../components/use-unsaved-guard';
import { useChangeSystemSettings } from './system-settings.api';
import styles from './system-settings.module.css';

/** Texts of languages that have one. */
const withoutBlanks = (texts: SystemSettings['maintenanceTexts']): SystemSettings['maintenanceTexts'] =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));

export const SystemSettingsForm = ({ settings }: { readonly settings: SystemSettings }) => {
  const { t } = useTranslation('settings');
  const mayEdit = useMay()('update:tenant_settings');
  const duration = useDurationText();
  const change = useChangeSystemSettings();
  const within =
    ([least, most]: readonly [number, number]) =>
    (seconds: number) =>
      seconds >= least && seconds <= most
        ? null
        : t('panel:applications.bad_lifetime', { least: duration(least), most: duration(most) });
  const form = useForm<SystemSettings>({
    initialValues: {
      ...settings,
      maintenanceTexts: Object.fromEntries(languages.map((each) => [each, settings.maintenanceTexts[each] ?? ''])),
    },
    validate: { sessionIdle: within(sessionLimits.idle), sessionAbsolute: within(sessionLimits.absolute) },
  });
  const problem = useFormProblem(form);
  const guard = useUnsavedGuard(form.isDirty(), () => form.reset());
  const save = form.onSubmit((values) => {
    problem.clear();
    change.mutate(
      { ...values, maintenanceTexts: withoutBlanks(values.maintenanceTexts) },
      {
        onError: problem.show,
        onSuccess: () => {
          form.resetDirty();
          toast(t('saved'));
        },
      },
    );
  });

  return (
    <form onSubmit={save} noValidate>
      <ProblemAlert error={problem.error} />
      <fieldset className={styles.fields} disabled={!mayEdit}>
        <FieldGroup title={t('maintenance.title')}>
          <Switch
            label={t('maintenance.on')}
            description={t('maintenance.on_hint')}
            {...form.getInputProps('maintenance', { type: 'checkbox' })}
          />
          <p className={styles.note}>{t('maintenance.texts')}</p>
          {languages.map((language) => (
            <Textarea
              key={language}
              label={languageNames[language]}
              lang={language}
              autosize
              minRows={1}
              maxLength={500}
              {...form.getInputProps(`maintenanceTexts.${language}`)}
            />
          ))}
        </FieldGroup>
        <FieldGroup title={t('sessions.title')}>
          <DurationInput
            label={t('sessions.idle')}
            description={t('sessions.idle_hint')}
            {...form.getInputProps('sessionIdle')}
          />
          <DurationInput
            label={t('sessions.absolute')}
            description={t('sessions.absolute_hint')}
            {...form.getInputProps('sessionAbsolute')}
          />
        </FieldGroup>
        {mayEdit && (
          <div>
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              {t('panel:form.save')}
            </Button>
          </div>
        )}
      </fieldset>
      <UnsavedChanges guard={guard} />
    </form>
  );
};
