import { TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ClauseFieldsProps } from './clause-fields-props';
import styles from './policy.module.css';
import { usePolicyProblem } from './problem-context';
import { WordsInput } from './words-input';

/** The scopes and the audience that the access token must have. */
export const TokenFields = ({ clause, path, onChange }: ClauseFieldsProps<'token'>) => {
  const { t } = useTranslation('gateway');
  const problemAt = usePolicyProblem();
  const wrong = clause.scopes.map((_, index) => problemAt(`${path}.scopes.${index}`)).find((text) => text !== null);
  return (
    <>
      <WordsInput
        label={t('policy.scopes')}
        description={t('policy.scopes_hint')}
        placeholder="orders:read orders:write"
        classNames={{ input: styles.code }}
        spellCheck={false}
        autoComplete="off"
        words={clause.scopes}
        error={wrong ?? problemAt(`${path}.scopes`)}
        onWords={(scopes) => onChange({ ...clause, scopes })}
      />
      <TextInput
        label={t('policy.audience')}
        description={t('policy.audience_hint')}
        placeholder="https://orders.example"
        classNames={{ input: styles.code }}
        spellCheck={false}
        autoComplete="off"
        value={clause.audience ?? ''}
        error={problemAt(`${path}.audience`)}
        onChange={({ currentTarget: { value } }) => onChange({ ...clause, audience: value || null })}
      />
    </>
  );
};
