import { Button, Input } from '@mantine/core';
import type { GatewayIdentity } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { IconPlus } from '../../../components/icons';
import type { ClauseFieldsProps } from './clause-fields-props';
import { IdentityFields } from './identity-fields';
import styles from './policy.module.css';
import { usePolicyProblem } from './problem-context';

/** Callers, matched by their certificates; at least one must match. */
export const IdentitiesFields = ({ clause, path, onChange }: ClauseFieldsProps<'identities'>) => {
  const { t } = useTranslation('gateway');
  const problemAt = usePolicyProblem();
  const { identities } = clause;
  const change = (next: readonly GatewayIdentity[]): void => onChange({ ...clause, identities: next });

  return (
    <Input.Wrapper
      description={t('policy.identities_hint')}
      error={problemAt(path)}
      inputWrapperOrder={['description', 'input', 'error']}
    >
      <div className={styles.identities}>
        {identities.map((identity, index) => (
          <IdentityFields
            key={index}
            number={index + 1}
            identity={identity}
            path={`${path}.identities.${index}`}
            onChange={(changed) => change(identities.map((one, at) => (at === index ? changed : one)))}
            {...(identities.length > 1 && { onRemove: () => change(identities.filter((_, at) => at !== index)) })}
          />
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
          onClick={() => change([...identities, { thumbprint: '' }])}
        >
          {t('policy.identity_add')}
        </Button>
      </div>
    </Input.Wrapper>
  );
};
