import { Select } from '@mantine/core';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { toast } from '../../components/toast';
import { useChangeClient } from '../api/applications.api';
import { useOrganizations } from '../api/organizations.api';

/** Stands for the system in the list of organizations. */
const system = 'system';

export interface MoveApplicationProps {
  readonly client: ClientRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Gives an application to another organization, or to the system, and warns what changes. */
export const MoveApplication = ({ client, opened, onClose }: MoveApplicationProps) => {
  const { t } = useTranslation('administration');
  const navigate = useNavigate();
  const change = useChangeClient(client.client_id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const { data: found } = useOrganizations({ search: chosen === null ? search : '', page: 0, pageSize: 50 });
  const choices = [
    { value: system, label: t('organizations.of_system') },
    ...(found?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ].filter(({ value }) => value !== (client.organization_id ?? system));
  const close = (): void => {
    onClose();
    setChosen(null);
    change.reset();
  };
  const move = (): void => {
    if (chosen === null) return;
    const to = chosen === system ? null : chosen;
    change.mutate(
      { organization_id: to },
      {
        onSuccess: ({ client_id, name }) => {
          toast(t('organizations.moved', { name }));
          close();
          const place = to === null ? '/admin/applications' : `/admin/organizations/${to}/applications`;
          void navigate(`${place}/${encodeURIComponent(client_id)}`, { replace: true });
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('organizations.move_title', { name: client.name })}
      confirmLabel={t('organizations.move')}
      incomplete={chosen === null}
      pending={change.isPending}
      error={change.error}
      onConfirm={move}
      onClose={close}
    >
      <p>{t('organizations.move_text')}</p>
      <Select
        label={t('organizations.move_to')}
        data={choices}
        value={chosen}
        onChange={setChosen}
        searchable
        onSearchChange={setSearch}
        comboboxProps={{ zIndex: 400 }}
      />
    </ConfirmDialog>
  );
};
