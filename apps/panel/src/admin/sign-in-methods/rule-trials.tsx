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
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('methods.trial.rule')}</th>
            <th scope="col">{t('methods.trial.value')}</th>
            <th scope="col">{t('methods.trial.accounts')}</th>
            <th scope="col">{t('methods.trial.result')}</th>
          </tr>
        </thead>
        <tbody>
          {trials.map(({ source, field, kept, values, accounts, verdict }, index) => (
            <tr key={`${index} ${source}`}>
              <th scope="row">
                {words.source(source)} → {words.field(field)} {kept && <Badge>{t('methods.trial.kept')}</Badge>}
              </th>
              <td>
                {values.map((value) => (
                  <code key={value}>{value}</code>
                ))}
              </td>
              <td>
                {accounts.map(({ id, username }) => (
                  <Link key={id} to={`/admin/users/${id}`}>
                    {username}
                  </Link>
                ))}
              </td>
              <td>
                <Badge tone={tones[verdict]}>{t(`methods.trial.verdict.${verdict}`)}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
