import { Button, TextInput } from '@mantine/core';
import type { OrganizationRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { IfMay, useMay } from '../../api/may';
import { problemOf } from '../../api/problem-of';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { Facts } from '../../components/facts';
import { toast } from '../../components/toast';
import { useOpened } from '../../components/use-opened';
import { Section } from '../../layout/page';
import { OrganizationForm } from './organization-form';
import { useChangeOrganization, useDeleteOrganization } from '../api/organizations.api';

interface TabProps {
  readonly organization: OrganizationRecord;
}

/** Name, short name and contact; suspending and deleting. */
export const OrganizationSettingsTab = ({ organization }: TabProps) => {
  const { t } = useTranslation('administration');
  const form = useOpened<'edit'>();
  const { name, slug, contact } = organization;

  return (
    <>
      <Section
        title={t('organizations.part.settings')}
        action={<Button onClick={() => form.open('edit')}>{t('organizations.edit')}</Button>}
      >
        <Facts
          facts={[
            [t('organizations.name'), name],
            [t('organizations.slug'), <code key="slug">{slug}</code>],
            [t('organizations.contact'), contact],
          ]}
        />
      </Section>
      {/* Suspending is for administrators of the system, not for the people of the organization. */}
      <IfMay scope="create:organizations">
        <Suspension organization={organization} />
      </IfMay>
      <IfMay scope="delete:organizations">
        <Deletion organization={organization} />
      </IfMay>
      <OrganizationForm
        key={form.round}
        organization={organization}
        opened={form.opened !== null}
        onClose={form.close}
        onDone={(saved) => toast(t('organizations.saved', { name: saved.name }))}
      />
    </>
  );
};

const Suspension = ({ organization: { id, name, status } }: TabProps) => {
  const { t } = useTranslation('administration');
  const change = useChangeOrganization(id);
  const [asking, setAsking] = useState(false);
  const action = status === 'active' ? 'suspend' : 'activate';
  const close = (): void => {
    setAsking(false);
    change.reset();
  };
  return (
    <Section
      title={t(`organizations.${action}`)}
      description={t(`organizations.${action}_text`)}
      action={
        <Button variant="default" onClick={() => setAsking(true)}>
          {t(`organizations.${action}`)}
        </Button>
      }
    >
      <ConfirmDialog
        opened={asking}
        title={t(`organizations.ask_${action}`, { name })}
        confirmLabel={t(`organizations.${action}`)}
        destructive={action === 'suspend'}
        pending={change.isPending}
        error={change.error}
        onConfirm={() =>
          change.mutate(
            { status: action === 'suspend' ? 'suspended' : 'active' },
            {
              onSuccess: () => {
                toast(t(`organizations.${action}_done`, { name }));
                close();
              },
            },
          )
        }
        onClose={close}
      >
        {t(`organizations.${action}_text`)}
      </ConfirmDialog>
    </Section>
  );
};

/** Asks for the name; an organization with applications is not deleted, and the answer names them. */
const Deletion = ({ organization: { id, name } }: TabProps) => {
  const { t } = useTranslation('administration');
  const remove = useDeleteOrganization(id);
  const navigate = useNavigate();
  const mayList = useMay()('create:organizations');
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const refusedFor = remove.error ? (problemOf(remove.error).errors ?? []) : [];
  const close = (): void => {
    setAsking(false);
    setTyped('');
    setWrong(false);
    remove.reset();
  };
  const confirm = (): void => {
    if (typed.trim() !== name) return setWrong(true);
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(t('organizations.deleted', { name }));
        void navigate(mayList ? '/admin/organizations' : '/profile', { replace: true });
      },
    });
  };
  return (
    <Section
      title={t('organizations.delete')}
      description={t('organizations.delete_text')}
      action={
        <Button variant="default" color="red" onClick={() => setAsking(true)}>
          {t('organizations.delete')}
        </Button>
      }
    >
      <ConfirmDialog
        opened={asking}
        title={t('organizations.ask_delete', { name })}
        confirmLabel={t('organizations.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={confirm}
        onClose={close}
      >
        <p>{t('organizations.delete_text')}</p>
        {refusedFor.length > 0 && (
          <ul>
            {refusedFor.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        )}
        <TextInput
          label={t('organizations.type_name', { name })}
          value={typed}
          error={wrong && t('organizations.other_name')}
          autoComplete="off"
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setWrong(false);
          }}
        />
      </ConfirmDialog>
    </Section>
  );
};
