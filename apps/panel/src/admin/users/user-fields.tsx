import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { profileFieldLabel, type ProfileFieldRecord, type UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import { FormDrawer } from '../../components/form-drawer';
import { fieldChanges, fieldTexts, ProfileFieldInput, useFieldWords } from '../../components/profile-field-input';
import { toast } from '../../components/toast';
import { useDrawerForm } from '../../components/use-drawer-form';
import { useOpened } from '../../components/use-opened';
import { Section } from '../../layout/page';
import { useProfileFields } from '../api/profile-fields.api';
import { useMayChangeUser } from './use-may-change';
import { useChangeUser } from './users.api';

interface EditProps {
  readonly user: UserRecord;
  readonly fields: readonly ProfileFieldRecord[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

const EditFields = ({ user, fields, opened, onClose }: EditProps) => {
  const { t } = useTranslation('administration');
  const before = fieldTexts(fields, user.fields);
  const form = useForm({ initialValues: { fields: before } });
  const drawer = useDrawerForm({
    form,
    mutation: useChangeUser(user.id),
    inItsWords: true,
    toInput: (values) => ({ fields: fieldChanges(fields, before, values.fields) }),
    onDone: ({ name }) => toast(t('panel:users.saved', { name })),
    onClose,
  });
  return (
    <FormDrawer opened={opened} title={t('fields.edit_values')} submitLabel={t('panel:form.save')} {...drawer}>
      {fields.map((field) => (
        <ProfileFieldInput key={field.key} field={field} {...form.getInputProps(`fields.${field.key}`)} />
      ))}
    </FormDrawer>
  );
};

/** Own profile fields of a person; nothing where there are none. */
export const UserFields = ({ user }: { readonly user: UserRecord }) => {
  const { t, i18n } = useTranslation('administration');
  const words = useFieldWords();
  const { data: fields = [] } = useProfileFields();
  const mayUpdate = useMayChangeUser(user, 'update:users');
  const form = useOpened<'edit'>();
  if (fields.length === 0) return null;

  return (
    <Section
      title={t('panel:nav.fields')}
      action={
        mayUpdate && (
          <Button variant="default" aria-label={t('fields.edit_values')} onClick={() => form.open('edit')}>
            {t('groups.edit')}
          </Button>
        )
      }
    >
      <Facts
        facts={fields.map((field) => [
          profileFieldLabel(field, i18n.language),
          user.fields[field.key] === undefined ? null : (
            <>
              {words(user.fields[field.key])}{' '}
              {field.certificateKey && <Badge tone="accent">{t('fields.certificate_key')}</Badge>}
            </>
          ),
        ])}
      />
      <EditFields key={form.round} user={user} fields={fields} opened={form.opened === 'edit'} onClose={form.close} />
    </Section>
  );
};
