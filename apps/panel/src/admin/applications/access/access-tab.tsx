import { Button, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { accessModes, type ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../../api/may';
import { ProblemAlert } from '../../../components/problem-alert';
import { RadioChoices } from '../../../components/radio-choices';
import { toast } from '../../../components/toast';
import { UnsavedChanges } from '../../../components/unsaved-changes';
import { useFormProblem } from '../../../components/use-form-problem';
import { useUnsavedGuard } from '../../../components/use-unsaved-guard';
import { Section } from '../../../layout/page';
import { useChangeClient } from '../../api/applications.api';
import { accessOf, type AccessValues, accessValuesOf, hasCondition } from './access-values';
import styles from './access.module.css';
import { RuleFields } from './rule-fields';

/** Who may enter an application, and what refused people can do. */
export const AccessTab = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('access');
  const mayEdit = useMay()('update:clients') && !client.built_in;
  const change = useChangeClient(client.client_id);
  const form = useForm<AccessValues>({
    initialValues: accessValuesOf(client.access),
    validate: { mode: (_, values) => (hasCondition(values) ? null : t('rule.empty')) },
  });
  const problem = useFormProblem(form, {}, true);
  const guard = useUnsavedGuard(form.isDirty(), () => form.reset());
  const save = form.onSubmit((values) => {
    problem.clear();
    change.mutate(
      { access: accessOf(values) },
      {
        onError: problem.show,
        onSuccess: ({ access }) => {
          const saved = accessValuesOf(access);
          form.setInitialValues(saved);
          form.setValues(saved);
          toast(t('saved', { name: client.name }));
        },
      },
    );
  });

  return (
    <Section title={t('title')} description={t(client.built_in ? 'built_in' : 'description')}>
      {!client.built_in && (
        <form className={styles.form} onSubmit={save} noValidate>
          <ProblemAlert error={problem.error} />
          <fieldset className={styles.fields} disabled={!mayEdit}>
            <RadioChoices
              label={t('mode.label')}
              choices={accessModes.map((value) => ({
                ...{ value, label: t(`mode.${value}`) },
                description: t(`mode.${value}_hint`),
              }))}
              {...form.getInputProps('mode')}
            />
            {form.values.mode === 'rule' && <RuleFields form={form} />}
            {form.values.mode !== 'everybody' && (
              <Switch
                label={t('requests')}
                description={t('requests_hint')}
                {...form.getInputProps('requests', { type: 'checkbox' })}
              />
            )}
            <TextInput
              label={t('contact')}
              description={t('contact_hint')}
              maxLength={200}
              {...form.getInputProps('contact')}
            />
            {mayEdit && (
              <div>
                <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
                  {t('panel:form.save')}
                </Button>
              </div>
            )}
          </fieldset>
        </form>
      )}
      <UnsavedChanges guard={guard} />
    </Section>
  );
};
