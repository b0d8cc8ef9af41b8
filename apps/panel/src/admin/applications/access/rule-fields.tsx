import { MultiSelect, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { roles } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { FieldGroup } from '../../../components/field-group';
import { useGroups } from '../../api/groups.api';
import type { AccessValues } from './access-values';
import styles from './access.module.css';

const lists = ['issuers', 'policies', 'addresses'] as const;

/** Conditions of which one is enough, and when they hold. */
export const RuleFields = ({ form }: { readonly form: UseFormReturnType<AccessValues> }) => {
  const { t } = useTranslation('access');
  const { data: groups = [] } = useGroups();
  return (
    <FieldGroup title={t('rule.title')}>
      <MultiSelect
        label={t('rule.roles')}
        data={roles.map((value) => ({ value, label: t(`panel:role.${value}`) }))}
        {...form.getInputProps('roles')}
      />
      <MultiSelect
        label={t('rule.groups')}
        data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        {...form.getInputProps('groups')}
      />
      {lists.map((name) => (
        <TagsInput
          key={name}
          label={t(`rule.${name}`)}
          description={t(`rule.${name}_hint`)}
          splitChars={name === 'issuers' ? [';'] : [',', ';', ' ']}
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
