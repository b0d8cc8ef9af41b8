import { Button, Skeleton } from '@mantine/core';
import type { Identifier, UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard } from '@postern/ui';
import { useState } from 'react';
import { useMethodName } from '../../api/method-names';
import { CardFoot, CardList } from '../../components/card-foot';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { ProblemAlert } from '../../components/problem-alert';
import { toast } from '../../components/toast';
import { When } from '../../components/when';
import { Section } from '../../layout/page';
import { AddUserIdentifier } from './add-user-identifier';
import { useMayChangeUser } from './use-may-change';
import styles from './users.module.css';
import { useRemoveUserIdentifier, useUserIdentifiers } from './users.api';

const IdentifierFoot = ({
  identifier,
  onRemove,
}: {
  readonly identifier: Identifier;
  /** Undefined without write access. */
  readonly onRemove: (() => void) | undefined;
}) => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const { label, method, lastUsedAt } = identifier;
  return (
    <CardFoot>
      <span>
        {methodName(method)} · {t('profile.identifiers.last_used')} <When at={lastUsedAt} />
      </span>
      {onRemove && (
        <Button
          variant="default"
          size="xs"
          aria-label={t('profile.identifiers.remove_named', { name: label })}
          onClick={onRemove}
        >
          {t('profile.identifiers.remove')}
        </Button>
      )}
    </CardFoot>
  );
};

/** The identifiers of an account; an administrator can add a certificate before its first use. */
export const UserIdentifiers = ({ user }: { readonly user: UserRecord }) => {
  const { t } = useTranslation('panel');
  const { data: identifiers, error } = useUserIdentifiers(user.id);
  const remove = useRemoveUserIdentifier(user.id);
  const mayChange = useMayChangeUser(user, 'update:users');
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Identifier | null>(null);
  const close = (): void => {
    setRemoving(null);
    remove.reset();
  };
  const confirm = (): void => {
    if (!removing) return;
    remove.mutate(removing.id, {
      onSuccess: () => {
        toast(t('profile.identifiers.removed', { name: removing.label }));
        close();
      },
    });
  };

  return (
    <Section
      title={t('users.identifiers.title')}
      description={t('users.identifiers.description')}
      action={
        mayChange && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('users.identifiers.add')}
          </Button>
        )
      }
    >
      <ProblemAlert error={error} />
      {!identifiers && !error && <Skeleton height={160} />}
      {identifiers?.length === 0 && <p className={styles.quiet}>{t('users.identifiers.none')}</p>}
      <CardList>
        {identifiers?.map((identifier) => {
          const foot = (
            <IdentifierFoot identifier={identifier} onRemove={mayChange ? () => setRemoving(identifier) : undefined} />
          );
          if (!identifier.certificate) return <div key={identifier.id}>{foot}</div>;
          return (
            <CertificateCard
              key={identifier.id}
              certificate={identifier.certificate}
              judgement={identifier.judgement}
              state={identifier.state}
              label={identifier.label}
            >
              {foot}
            </CertificateCard>
          );
        })}
      </CardList>
      <AddUserIdentifier user={user} opened={adding} onClose={() => setAdding(false)} />
      <ConfirmDialog
        opened={removing !== null}
        title={t('users.identifiers.ask_remove', { name: removing?.label ?? '', user: user.name })}
        confirmLabel={t('profile.identifiers.remove')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={confirm}
        onClose={close}
      >
        {t('users.identifiers.ask_remove_text')}
      </ConfirmDialog>
    </Section>
  );
};
