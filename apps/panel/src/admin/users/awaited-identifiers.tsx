import { Button } from '@mantine/core';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useMethodName } from '../../api/method-names';
import { CardFoot } from '../../components/card-foot';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { When } from '../../components/when';
import { Section } from '../../layout/page';
import { AddAwaitedIdentifier } from './add-awaited-identifier';
import { useMayChangeUser } from './use-may-change';
import styles from './users.module.css';
import { useAwaitedIdentifiers, useRemoveAwaitedIdentifier } from './users.api';

/** Announced certificates that no one has presented yet. */
export const AwaitedIdentifiers = ({ user }: { readonly user: UserRecord }) => {
  const { t } = useTranslation('administration');
  const methodName = useMethodName();
  const { data: awaited = [], error } = useAwaitedIdentifiers(user.id);
  const remove = useRemoveAwaitedIdentifier(user.id);
  const mayChange = useMayChangeUser(user, 'update:users');
  const [adding, setAdding] = useState(false);
  if (awaited.length === 0 && !mayChange) return null;

  return (
    <Section
      title={t('awaited.title')}
      description={t('awaited.description')}
      action={
        mayChange && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('awaited.add')}
          </Button>
        )
      }
    >
      <ProblemAlert error={error ?? remove.error} />
      {awaited.map(({ id, label, method, createdAt }) => (
        <CardFoot key={id}>
          <span className={styles.awaited}>
            {label}
            <span className={styles.quiet}>
              {methodName(method)} · {t('awaited.since')} <When at={createdAt} />
            </span>
          </span>
          {mayChange && (
            <Button
              variant="default"
              size="xs"
              aria-label={t('awaited.remove_named', { name: label })}
              onClick={() => remove.mutate(id, { onSuccess: () => void toast(t('awaited.removed', { name: label })) })}
            >
              {t('awaited.remove')}
            </Button>
          )}
        </CardFoot>
      ))}
      <AddAwaitedIdentifier user={user} opened={adding} onClose={() => setAdding(false)} />
    </Section>
  );
};
