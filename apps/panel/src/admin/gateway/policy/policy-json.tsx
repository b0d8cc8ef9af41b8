import { Textarea } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { PolicyDraft } from './policy-draft';
import type { PolicyProblem } from './policy-problem';
import styles from './policy.module.css';

export interface PolicyJsonProps {
  readonly draft: PolicyDraft;
  /** Errors in a policy that could be parsed. */
  readonly problems: readonly PolicyProblem[];
  readonly onChange: (text: string) => void;
}

/** Rows of the text area: one per line of text, within limits. */
const rowsOf = (text: string): number => Math.min(32, Math.max(12, text.split('\n').length + 1));

/** The policy as JSON of the management API. */
export const PolicyJson = ({ draft: { text, unreadable }, problems, onChange }: PolicyJsonProps) => {
  const { t } = useTranslation('gateway');
  const shown = unreadable ? [unreadable] : problems;
  return (
    <div className={styles.form}>
      <div role="status">
        {shown.length > 0 && (
          <ul className={styles.problems} aria-label={t('policy.json_problems')}>
            {shown.map(({ path, key, values }) => (
              <li key={`${path} ${key}`}>
                {path && <code>{path}</code>} {t(key, values)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Textarea
        label={t('policy.json_label')}
        description={t('policy.json_hint')}
        classNames={{ input: styles.json }}
        rows={rowsOf(text)}
        spellCheck={false}
        autoComplete="off"
        value={text}
        error={shown.length > 0}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
};
