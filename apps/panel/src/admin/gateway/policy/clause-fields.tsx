import { useTranslation } from '@postern/i18n';
import type { NumberedClauseProps } from './clause-fields-props';
import { ConditionList } from './condition-list';
import { IdentitiesFields } from './identities-fields';
import { LevelFields } from './level-fields';
import styles from './policy.module.css';
import { ThumbprintFields } from './thumbprint-fields';
import { TokenFields } from './token-fields';
import { ValidateFields } from './validate-fields';

/** The fields of a condition, by its kind. `number` is the display number, such as `2.1`. */
export const ClauseFields = ({ clause, path, number, onChange }: NumberedClauseProps) => {
  const { t } = useTranslation('gateway');
  switch (clause.type) {
    case 'all':
    case 'any':
      return (
        <ConditionList
          Fields={ClauseFields}
          clauses={clause.clauses}
          number={`${number}.`}
          pathOf={(index) => `${path}.clauses.${index}`}
          path={path}
          onChange={(clauses) => onChange({ ...clause, clauses })}
        />
      );
    case 'thumbprint':
      return <ThumbprintFields clause={clause} path={path} onChange={onChange} />;
    case 'validate':
      return (
        <>
          <p className={styles.hint}>{t('policy.type_text.validate')}</p>
          <ValidateFields clause={clause} path={path} onChange={onChange} />
        </>
      );
    case 'identities':
      return <IdentitiesFields clause={clause} path={path} onChange={onChange} />;
    case 'level':
      return <LevelFields clause={clause} path={path} onChange={onChange} />;
    case 'token':
      return <TokenFields clause={clause} path={path} onChange={onChange} />;
    default:
      return <p className={styles.hint}>{t(`policy.type_text.${clause.type}`)}</p>;
  }
};
