import { Button, MultiSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { administeringRoles, type ClientRecord, type RoleLevels } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../../api/may';
import { useMe } from '../../../api/me';
import { Facts } from '../../../components/facts';
import { FormDrawer } from '../../../components/form-drawer';
import { toast } from '../../../components/toast';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { useOpened } from '../../../components/use-opened';
import { Section } from '../../../layout/page';
import { useChangeClient } from '../../api/applications.api';
import { useLevelChoices } from './level-choices';

type Values = Required<RoleLevels>;

const valuesOf = (demands: RoleLevels): Values => ({ owner: [], administrator: [], manager: [], ...demands });

interface EditProps {
  readonly client: ClientRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const EditRoleLevels = ({ client, opened, onClose }: EditProps) => {
  const { t } = useTranslation('panel');
  const { choices } = useLevelChoices();
  const form = useForm<Values>({ initialValues: valuesOf(client.role_acr_values ?? {}) });
  const drawer = useDrawerForm({
    form,
    mutation: useChangeClient(client.client_id),
    toInput: (values) => ({ role_acr_values: values }),
    onDone: ({ name }) => toast(t('applications.saved', { name })),
    onClose,
  });
  return (
    <FormDrawer
      opened={opened}
      title={t('applications.role_levels.title')}
      description={t('applications.role_levels.hint')}
      submitLabel={t('form.save')}
      {...drawer}
    >
      {administeringRoles.map((role) => (
        <MultiSelect
          key={role}
          label={t(`role.${role}`)}
          placeholder={form.values[role].length === 0 ? t('applications.level.any') : undefined}
          data={choices}
          {...form.getInputProps(role)}
        />
      ))}
    </FormDrawer>
  );
};

/**
 * For the panel's own application: the levels of which a person with a role must reach one to administer. Only owners
 * can change them.
 */
export const RoleLevelsSection = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('panel');
  const { listed } = useLevelChoices();
  const { data: me } = useMe();
  const mayEdit = useMay()('update:clients') && me?.role === 'owner';
  const form = useOpened<'edit'>();
  const demands = valuesOf(client.role_acr_values ?? {});
  return (
    <Section
      title={t('applications.role_levels.title')}
      action={mayEdit && <Button onClick={() => form.open('edit')}>{t('applications.edit')}</Button>}
    >
      <Facts facts={administeringRoles.map((role) => [t(`role.${role}`), listed(demands[role])] as const)} />
      <EditRoleLevels key={form.round} client={client} opened={form.opened === 'edit'} onClose={form.close} />
    </Section>
  );
};
