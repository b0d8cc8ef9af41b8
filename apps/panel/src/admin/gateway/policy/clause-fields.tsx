import type { GatewayClause, GatewayClauseType } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { ConditionList } from './condition-list';
import { IdentitiesFields } from './identities-fields';
import styles from './policy.module.css';
import type { Clause } from './policy-tree';
import { ThumbprintFields } from './thumbprint-fields';
import { TokenFields } from './token-fields';
import { ValidateFields } from './validate-fields';

export interface ClauseFieldsProps<T extends GatewayClauseType> {
  readonly clause: Clause<T>;
  /** Where it stands in the policy, as the server names places. */
  readonly path: string;
  readonly onChange: (clause: GatewayClause) => void;
}

/** What is to be filled in for a condition, by its kind. `number` as people see it: `2.1`. */
export const ClauseFields = ({
  clause,
  path,
  number,
  onChange,
}: ClauseFieldsProps<GatewayClauseType> & { readonly number: string }) => {
  const { t } = useTranslation('gateway');
  switch (clause.type) {
    case 'all':
    case 'any':
      return (
        <ConditionList
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
    case 'token':
      return <TokenFields clause={clause} path={path} onChange={onChange} />;
    default:
      return <p className={styles.hint}>{t(`policy.type_text.${clause.type}`)}</p>;
  }
};
