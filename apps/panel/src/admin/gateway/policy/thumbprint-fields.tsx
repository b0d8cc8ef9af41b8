import { SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ClauseFieldsProps } from './clause-fields-props';
import styles from './policy.module.css';
import { bareHex } from './policy-problems';
import { usePolicyProblem } from './problem-context';

const algorithms = ['SHA-256', 'SHA-1'] as const;
const ofLength = new Map<number, (typeof algorithms)[number]>([
  [40, 'SHA-1'],
  [64, 'SHA-256'],
]);

/** Algorithm and value; pasting a complete value chooses its algorithm. */
export const ThumbprintFields = ({ clause, path, onChange }: ClauseFieldsProps<'thumbprint'>) => {
  const { t } = useTranslation('gateway');
  const problemAt = usePolicyProblem();
  return (
    <div className={styles.inline}>
      <SegmentedControl
        aria-label={t('policy.algorithm')}
        data={[...algorithms]}
        value={clause.algorithm}
        onChange={(value) => onChange({ ...clause, algorithm: value as (typeof algorithms)[number] })}
      />
      <TextInput
        label={t('policy.value')}
        description={t('policy.value_hint')}
        classNames={{ input: styles.code }}
        required
        spellCheck={false}
        autoComplete="off"
        value={clause.value}
        error={problemAt(`${path}.value`)}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...clause, value, algorithm: ofLength.get(bareHex(value).length) ?? clause.algorithm })
        }
      />
    </div>
  );
};
