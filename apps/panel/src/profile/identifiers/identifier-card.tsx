import { Button, NativeSelect } from '@mantine/core';
import { publicities } from '@postern/contracts';
import type { Identifier, Publicity } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard, MethodIcon } from '@postern/ui';
import { useState } from 'react';
import { useMethodName } from '../../api/method-names';
import { ProblemAlert } from '../../components/problem-alert';
import { TwoLines } from '../../components/two-lines';
import { When } from '../../components/when';
import { useChangeIdentifier } from '../api/identifiers.api';
import styles from './identifiers.module.css';
import { LastUsed } from './last-used';
import { Renewal } from './renewal';
import { RenameIdentifier } from './rename-identifier';

export interface IdentifierCardProps {
  readonly identifier: Identifier;
  readonly onRemove: () => void;
}

const Foot = ({ identifier, onRemove }: IdentifierCardProps) => {
  const { t } = useTranslation('panel');
  const [renaming, setRenaming] = useState(false);
  const change = useChangeIdentifier(identifier.id);
  const methodName = useMethodName();
  const { label, method, publicity, createdAt, lastUsedAt, lastUse } = identifier;

  if (renaming) return <RenameIdentifier identifier={identifier} onDone={() => setRenaming(false)} />;
  return (
    <>
      <ProblemAlert error={change.error} />
      <div className={styles.foot}>
        <p className={styles.about}>
          <span>{methodName(method)}</span>
          <span>
            {t('profile.identifiers.added')} <When at={createdAt} />
          </span>
          <LastUsed at={lastUsedAt} from={lastUse} />
        </p>
        <div className={styles.buttons}>
          <NativeSelect
            size="xs"
            aria-label={t('profile.identifiers.publicity_of', { name: label })}
            data={publicities.map((value) => ({ value, label: t(`publicity.${value}.name`) }))}
            value={publicity}
            disabled={change.isPending}
            onChange={({ currentTarget }) => change.mutate({ publicity: currentTarget.value as Publicity })}
          />
          <Button
            variant="default"
            size="xs"
            aria-label={t('profile.identifiers.rename_named', { name: label })}
            onClick={() => setRenaming(true)}
          >
            {t('profile.identifiers.rename')}
          </Button>
          <Button
            variant="default"
            size="xs"
            aria-label={t('profile.identifiers.remove_named', { name: label })}
            onClick={onRemove}
          >
            {t('profile.identifiers.remove')}
          </Button>
        </div>
      </div>
    </>
  );
};

/** An identifier: its certificate, if it is one, and the actions for it. */
export const IdentifierCard = (props: IdentifierCardProps) => {
  const methodName = useMethodName();
  const { certificate, label, method, state, renewal, judgement } = props.identifier;
  if (certificate) {
    return (
      <CertificateCard certificate={certificate} judgement={judgement} state={state} label={label}>
        <Renewal guide={renewal} certificate={certificate} />
        <Foot {...props} />
      </CertificateCard>
    );
  }
  return (
    <article className={styles.plain} aria-label={label}>
      <TwoLines
        start={<MethodIcon icon={method.icon} logoUrl={method.logoUrl} />}
        main={label}
        sub={methodName(method)}
      />
      <Foot {...props} />
    </article>
  );
};
