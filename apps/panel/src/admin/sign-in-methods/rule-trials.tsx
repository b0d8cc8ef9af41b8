import type { RuleTrial, RuleVerdict } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { Badge } from '../../components/badge';
import type { BadgeProps } from '../../components/badge';
import styles from './method-form.module.css';
import { useMethodType } from './methods.api';
import { useRuleWords } from './rule-words';

const tones: Readonly<Partial<Record<RuleVerdict, BadgeProps['tone']>>> = {
  decides: 'good',
  ambiguous: 'bad',
  unusable: 'warning',
};

export interface RuleTrialsProps {
  readonly type: string;
  readonly trials: readonly RuleTrial[];
}

/** The result of each rule, in order: the value found in the certificate, the account it matches, and the outcome. */
export const RuleTrials = ({ type, trials }: RuleTrialsProps) => {
  const { t } = useTranslation('panel');
  const words = useRuleWords(useMethodType(type));
  return (
    <section aria-label={t('methods.trial.rules')}>
      <h3 className={styles.trialsTitle}>{t('methods.trial.rules')}</h3>
      <ol className={styles.trials}>
        {trials.map(({ source, field, kept, values, accounts, verdict }, index) => (
          <li key={`${index} ${source}`} className={styles.trial}>
            <p>
              <strong>
                {words.source(source)} → {words.field(field)}
              </strong>
              {kept && <Badge>{t('methods.trial.kept')}</Badge>}
              <Badge tone={tones[verdict]}>{t(`methods.trial.verdict.${verdict}`)}</Badge>
            </p>
            {values.map((value) => (
              <code key={value}>{value}</code>
            ))}
            {accounts.length > 0 && (
              <p>
                {accounts.map(({ id, username }) => (
                  <Link key={id} to={`/admin/users/${id}`}>
                    {username}
                  </Link>
                ))}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
