import { NativeSelect, TextInput } from '@mantine/core';
import type { GatewayPolicy, GatewayRefusal } from '@postern/contracts';
import { defaultGatewayPolicy } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { FieldGroup } from '../../../components/field-group';
import { RadioChoices } from '../../../components/radio-choices';
import { ClauseFields } from './clause-fields';
import { ConditionList } from './condition-list';
import styles from './policy.module.css';
import { conditionPath, conditionsOf, requireOf } from './policy-tree';
import type { GroupMode } from './policy-tree';
import { usePolicyProblem } from './problem-context';

export interface PolicyFormProps {
  readonly policy: GatewayPolicy;
  readonly onChange: (policy: GatewayPolicy) => void;
}

const ConditionsField = ({ policy, onChange }: PolicyFormProps) => {
  const { t } = useTranslation('gateway');
  const { require } = policy;
  if (require === null) return null;
  const conditions = conditionsOf(require);
  return (
    <>
      {conditions.clauses.length > 1 && (
        <NativeSelect
          label={t('policy.together')}
          data={(['all', 'any'] as const).map((mode) => ({ value: mode, label: t(`policy.mode.${mode}`) }))}
          value={conditions.mode}
          onChange={({ currentTarget }) =>
            onChange({ ...policy, require: requireOf({ ...conditions, mode: currentTarget.value as GroupMode }) })
          }
        />
      )}
      <ConditionList
        Fields={ClauseFields}
        clauses={conditions.clauses}
        path="require"
        pathOf={(index) => conditionPath(require, 'require', index)}
        onChange={(clauses) => onChange({ ...policy, require: requireOf({ ...conditions, clauses }) })}
      />
    </>
  );
};

/** The policy form: the conditions, and the response to callers that fail them. */
export const PolicyForm = ({ policy, onChange }: PolicyFormProps) => {
  const { t } = useTranslation('gateway');
  const problemAt = usePolicyProblem();
  const { require, refusal } = policy;
  const refuse = (change: Partial<GatewayRefusal>): void => onChange({ ...policy, refusal: { ...refusal, ...change } });

  return (
    <div className={styles.form}>
      <RadioChoices
        label={t('policy.who')}
        choices={[
          { value: 'conditions', label: t('policy.conditions') },
          { value: 'everybody', label: t('policy.everybody') },
        ]}
        value={require === null ? 'everybody' : 'conditions'}
        onChange={(who) =>
          onChange({ ...policy, require: who === 'everybody' ? null : (require ?? defaultGatewayPolicy.require) })
        }
      />
      {require === null ? (
        <Alert tone="warning" title={t('policy.everybody_warning')}>
          {t('policy.everybody_warning_text')}
        </Alert>
      ) : (
        <>
          <ConditionsField policy={policy} onChange={onChange} />
          <FieldGroup title={t('policy.refusal')}>
            <div className={styles.refusal}>
              <NativeSelect
                label={t('policy.status')}
                data={['401', '403', '404']}
                value={String(refusal.status)}
                onChange={({ currentTarget }) =>
                  refuse({ status: Number(currentTarget.value) as GatewayRefusal['status'] })
                }
              />
              <TextInput
                label={t('policy.reason')}
                description={t('policy.reason_hint')}
                required
                maxLength={120}
                value={refusal.reason}
                error={problemAt('refusal.reason')}
                onChange={({ currentTarget: { value } }) => refuse({ reason: value })}
              />
            </div>
          </FieldGroup>
        </>
      )}
    </div>
  );
};
