import { MultiSelect, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { roles } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../../api/may';
import { useIsLimited } from '../../../api/organization-scope';
import { FieldGroup } from '../../../components/field-group';
import { useGroups } from '../../api/groups.api';
import type { AccessValues } from './access-values';
import styles from './access.module.css';
import { OrganizationsInput } from './organizations-input';

const lists = ['fields', 'issuers', 'policies', 'addresses'] as const;
/** Values may hold commas and spaces. */
const long: ReadonlySet<string> = new Set(['fields', 'issuers']);

/** Conditions of which one is enough, and when they hold. */
export const RuleFields = ({ form }: { readonly form: UseFormReturnType<AccessValues> }) => {
  const { t } = useTranslation('access');
  const may = useMay();
  const limited = useIsLimited();
  const { data: groups = [] } = useGroups();
  return (
    <FieldGroup title={t('rule.title')}>
      <MultiSelect
        label={t('rule.roles')}
        data={roles.map((value) => ({ value, label: t(`panel:role.${value}`) }))}
        {...form.getInputProps('roles')}
      />
      {may('read:groups') && (
        <MultiSelect
          label={t('rule.groups')}
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...form.getInputProps('groups')}
        />
      )}
      {may('read:organizations') && !limited && <OrganizationsInput {...form.getInputProps('organizations')} />}
      {lists.map((name) => (
        <TagsInput
          key={name}
          label={t(`rule.${name}`)}
          description={t(`rule.${name}_hint`)}
          splitChars={long.has(name) ? [';'] : [',', ';', ' ']}
          acceptValueOnBlur
          {...form.getInputProps(name)}
        />
      ))}
      <div className={styles.times}>
        <TextInput type="datetime-local" label={t('rule.from')} {...form.getInputProps('from')} />
        <TextInput type="datetime-local" label={t('rule.until')} {...form.getInputProps('until')} />
      </div>
      <p className={styles.note}>{t('rule.times_hint')}</p>
    </FieldGroup>
  );
};
