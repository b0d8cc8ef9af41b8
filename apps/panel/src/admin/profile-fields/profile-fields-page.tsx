import { Button, Menu } from '@mantine/core';
import { profileFieldLabel, type ProfileFieldRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay } from '../../api/may';
import { AddButton } from '../../components/add-button';
import { Badge } from '../../components/badge';
import type { Column } from '../../components/data-table';
import { IconFields } from '../../components/icons';
import { RecordTable } from '../../components/record-table';
import { RowMenu } from '../../components/row-menu';
import { TwoLines } from '../../components/two-lines';
import { useOpened } from '../../components/use-opened';
import { Page } from '../../layout/page';
import { useProfileFields } from '../api/profile-fields.api';
import { DeleteProfileField } from './delete-profile-field';
import { ProfileFieldForm } from './profile-field-form';

interface Acts {
  readonly onEdit: (field: ProfileFieldRecord) => void;
  readonly onDelete: (field: ProfileFieldRecord) => void;
}

const useColumns = ({ onEdit, onDelete }: Acts): readonly Column<ProfileFieldRecord>[] => {
  const { t, i18n } = useTranslation('administration');
  const name = (field: ProfileFieldRecord): string => profileFieldLabel(field, i18n.language);
  return [
    {
      key: 'label',
      title: t('fields.label'),
      sortBy: name,
      cell: (field) => <TwoLines main={name(field)} sub={field.key} />,
    },
    { key: 'kind', title: t('fields.kind'), cell: ({ kind }) => t(`fields.kinds.${kind}`) },
    {
      key: 'properties',
      title: t('fields.properties'),
      cell: ({ unique, certificateKey, editable }) => (
        <>
          {certificateKey && <Badge tone="accent">{t('fields.certificate_key')}</Badge>}
          {unique && <Badge>{t('fields.unique')}</Badge>}
          {editable && <Badge>{t('fields.editable')}</Badge>}
        </>
      ),
    },
    { key: 'claim', title: t('fields.claim'), cell: ({ claim }) => (claim === null ? '–' : <code>{claim}</code>) },
    {
      key: 'actions',
      title: t('credentials.column.actions'),
      actions: true,
      cell: (field) => (
        <>
          <IfMay scope="update:profile_fields">
            <Button
              variant="default"
              size="xs"
              aria-label={t('groups.edit_title', { name: name(field) })}
              onClick={() => onEdit(field)}
            >
              {t('groups.edit')}
            </Button>
          </IfMay>
          <IfMay scope="delete:profile_fields">
            <RowMenu label={t('groups.more', { name: name(field) })}>
              <Menu.Item color="red" onClick={() => onDelete(field)}>
                {t('groups.delete')}
              </Menu.Item>
            </RowMenu>
          </IfMay>
        </>
      ),
    },
  ];
};

/** Fields that every profile has beside the built-in ones. */
export const ProfileFieldsPage = () => {
  const { t } = useTranslation('administration');
  const { data: fields, error } = useProfileFields();
  const form = useOpened<'form'>();
  const [edited, setEdited] = useState<ProfileFieldRecord | null>(null);
  const [deleted, setDeleted] = useState<ProfileFieldRecord | null>(null);
  const open = (field: ProfileFieldRecord | null): void => {
    setEdited(field);
    form.open('form');
  };
  const columns = useColumns({ onEdit: open, onDelete: setDeleted });

  return (
    <Page
      title={t('panel:nav.fields')}
      description={t('fields.description')}
      action={
        <AddButton scope="create:profile_fields" onClick={() => open(null)}>
          {t('fields.create')}
        </AddButton>
      }
    >
      <RecordTable
        error={error}
        label={t('panel:nav.fields')}
        columns={columns}
        rows={fields}
        icon={<IconFields size={20} stroke={1.5} />}
        none={t('fields.none')}
        noneText={t('fields.none_text')}
      />
      <ProfileFieldForm key={form.round} field={edited} opened={form.opened !== null} onClose={form.close} />
      <DeleteProfileField field={deleted} onClose={() => setDeleted(null)} />
    </Page>
  );
};
