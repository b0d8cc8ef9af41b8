import { Button } from '@mantine/core';
import type { AppearanceField, AppearanceInput, AppearanceRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useMay } from '../../api/may';
import { FieldGroup } from '../../components/field-group';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { UnsavedChanges } from '../../components/unsaved-changes';
import { useFormProblem } from '../../components/use-form-problem';
import { useUnsavedGuard } from '../../components/use-unsaved-guard';
import { type AppearanceOwner, useChangeAppearance } from './appearance.api';
import styles from './appearance.module.css';
import { changesOf, pageOf, problemsOf } from './draft';
import { EditorContext } from './editor-context';
import { AccentFields, CornerField, SwitchFields, TitleField } from './look-fields';
import { CoverFields, LogoFields } from './picture-fields';
import { Preview } from './preview';
import { HelpField, LanguagesField, TextFields } from './text-fields';
import { useRatioText } from './use-ratio-text';

export interface AppearanceEditorProps {
  readonly owner: AppearanceOwner;
  readonly record: AppearanceRecord;
  /** Name that the preview shows. */
  readonly application: string;
  /** Starts a real sign-in; null: there is none to start. */
  readonly openUrl: string | null;
}

/** All settings beside the page that they make. Nothing is saved until Save; leaving asks. */
export const AppearanceEditor = ({ owner, record, application, openUrl }: AppearanceEditorProps) => {
  const { t } = useTranslation('appearance');
  const mayEdit = useMay()('update:appearance');
  const save = useChangeAppearance(owner);
  const ratioText = useRatioText();
  const [draft, setDraft] = useState(record.own);
  const [refused, setRefused] = useState<Readonly<Partial<Record<AppearanceField, string>>>>({});
  const problem = useFormProblem({ values: draft, setErrors: (errors) => setRefused(byField(errors)) }, {}, true);
  const input = changesOf(record.own, draft);
  const dirty = Object.keys(input).length > 0;
  const discard = (): void => {
    setDraft(record.own);
    setRefused({});
    problem.clear();
  };
  const guard = useUnsavedGuard(dirty && !save.isPending, discard);
  const problems = problemsOf(draft);
  const errors = {
    ...refused,
    ...Object.fromEntries(
      problems.map(({ field, text, ratio }) => [
        field,
        t(`problem.${text}`, { ratio: ratio === undefined ? '' : ratioText(ratio, 2) }),
      ]),
    ),
  };
  const change = (changed: AppearanceInput): void => {
    setDraft((before) => ({ ...before, ...changed }));
    setRefused((before) => without(before, Object.keys(changed)));
  };
  const submit = (): void => {
    problem.clear();
    save.mutate(input, {
      onSuccess: ({ own }) => {
        setDraft(own);
        toast(t('saved'));
      },
      onError: problem.show,
    });
  };

  return (
    <EditorContext value={{ record, draft, change, errors }}>
      <div className={styles.editor}>
        <form
          noValidate
          aria-label={t('title')}
          onSubmit={(event) => {
            event.preventDefault();
            if (dirty && problems.length === 0) submit();
          }}
        >
          <fieldset className={styles.fields} disabled={!mayEdit}>
            <ProblemAlert error={problem.error} />
            <FieldGroup title={t('group.page')}>
              <TitleField />
              <AccentFields />
              <CornerField />
            </FieldGroup>
            <LogoFields />
            <CoverFields handsDown={owner === null || 'organizationId' in owner} />
            <SwitchFields />
            <TextFields />
            <FieldGroup title={t('group.help')}>
              <HelpField />
              <LanguagesField />
            </FieldGroup>
          </fieldset>
          {mayEdit && (
            <div className={styles.foot}>
              {dirty && (
                <Button variant="default" onClick={guard.close}>
                  {t('panel:dialog.cancel')}
                </Button>
              )}
              <Button type="submit" disabled={!dirty || problems.length > 0} loading={save.isPending}>
                {t('panel:form.save')}
              </Button>
            </div>
          )}
        </form>
        <div className={styles.beside}>
          <Preview application={application} appearance={pageOf(draft, record, application)} />
          {openUrl !== null && (
            <Button component="a" href={openUrl} target="_blank" rel="noopener" variant="default" size="xs">
              {t('open')}
            </Button>
          )}
        </div>
      </div>
      <UnsavedChanges guard={guard} />
    </EditorContext>
  );
};

/** Of `logo.light` the field `logo`. */
const byField = (errors: Readonly<Record<string, string>>): Readonly<Partial<Record<AppearanceField, string>>> =>
  Object.fromEntries(Object.entries(errors).map(([path, text]) => [path.split('.')[0], text]));

const without = <T extends object>(all: T, names: readonly string[]): T =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name))) as T;
