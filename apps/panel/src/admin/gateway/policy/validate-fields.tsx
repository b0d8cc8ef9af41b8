import { Checkbox, Input } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { Link } from 'react-router';
import { CheckChoices } from '../../../components/check-choices';
import { useTrustAnchors } from '../trust-anchors/trust-anchors.api';
import { gatewayPath } from '../shared/gateway-page';
import type { ClauseFieldsProps } from './clause-fields-props';
import styles from './policy.module.css';
import { checks } from './policy-tree';
import { usePolicyProblem } from './problem-context';

/** Which checks are made, and which CAs the first one trusts. */
export const ValidateFields = ({ clause, path, onChange }: ClauseFieldsProps<'validate'>) => {
  const { t } = useTranslation('gateway');
  const problemAt = usePolicyProblem();
  const { data: trustAnchors } = useTrustAnchors();
  const { trust, trustAnchorIds } = clause;
  const gone = trustAnchors ? trustAnchorIds.filter((id) => trustAnchors.every((one) => one.id !== id)) : [];

  return (
    <>
      <Input.Wrapper
        role="group"
        aria-label={t('policy.checks')}
        label={t('policy.checks')}
        labelElement="div"
        error={problemAt(path) ?? problemAt(`${path}.revocation`)}
      >
        <div className={styles.checks}>
          {checks.map((check) => (
            <Checkbox
              key={check}
              label={t(`policy.check.${check}`)}
              checked={clause[check]}
              disabled={check === 'revocation' && !trust}
              onChange={({ currentTarget: { checked } }) =>
                onChange({
                  ...clause,
                  [check]: checked,
                  // A CRL is signed by the CA, whose path is no longer validated.
                  ...(check === 'trust' && !checked && { revocation: false, trustAnchorIds: [] }),
                })
              }
            />
          ))}
        </div>
      </Input.Wrapper>
      {trust && trustAnchors && trustAnchors.length + gone.length > 0 && (
        <CheckChoices
          label={t('policy.trust_anchors')}
          description={t('policy.trust_anchors_hint')}
          error={problemAt(`${path}.trustAnchorIds`)}
          choices={[
            ...trustAnchors.map(({ id, name }) => ({ value: id, label: name })),
            ...gone.map((id) => ({ value: id, label: t('policy.trust_anchor_gone', { id }) })),
          ]}
          value={[...trustAnchorIds]}
          onChange={(ids) => onChange({ ...clause, trustAnchorIds: ids })}
        />
      )}
      {trust && trustAnchors?.length === 0 && (
        <Alert tone="warning" title={t('policy.trust_anchors_none')}>
          <Link to={gatewayPath('trust_anchors')}>{t('policy.trust_anchors_add')}</Link>
        </Alert>
      )}
    </>
  );
};
