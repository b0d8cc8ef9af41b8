import { NumberInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ClauseFieldsProps } from './clause-fields-props';
import styles from './policy.module.css';
import { usePolicyProblem } from './problem-context';
import { WordsInput } from './words-input';

/** The required sign-in level of the access token's person, and the maximum age of that sign-in. */
export const LevelFields = ({ clause, path, onChange }: ClauseFieldsProps<'level'>) => {
  const { t } = useTranslation('gateway');
  const problemAt = usePolicyProblem();
  const wrong = clause.levels.map((_, index) => problemAt(`${path}.levels.${index}`)).find((text) => text !== null);
  return (
    <>
      <WordsInput
        label={t('policy.levels')}
        description={t('policy.levels_hint')}
        placeholder="urn:postern:acr:certificate"
        classNames={{ input: styles.code }}
        spellCheck={false}
        autoComplete="off"
        words={clause.levels}
        error={wrong ?? problemAt(`${path}.levels`)}
        onWords={(levels) => onChange({ ...clause, levels })}
      />
      <NumberInput
        label={t('policy.max_age')}
        description={t('policy.max_age_hint')}
        min={0}
        allowDecimal={false}
        value={clause.maxAge ?? ''}
        error={problemAt(`${path}.maxAge`)}
        onChange={(value) => onChange({ ...clause, maxAge: typeof value === 'number' ? value : null })}
      />
    </>
  );
};
