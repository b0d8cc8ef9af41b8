import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from '@postern/i18n';
import { type ReactNode, useState } from 'react';
import { useUser } from '../users/users.api';
import { useAccountSearch } from './events.api';

export interface AccountFilterProps {
  /** Account id, or empty for all accounts. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** An account is required; empty does not mean all. */
  readonly required?: boolean;
  readonly error?: ReactNode;
}

const Chosen = (props: AccountFilterProps) => {
  const { data: user } = useUser(props.value);
  return (
    <Search {...props} chosen={user ? { value: user.id, label: user.name } : { value: props.value, label: '…' }} />
  );
};

interface SearchProps extends AccountFilterProps {
  readonly chosen?: { readonly value: string; readonly label: string };
}

const Search = ({ value, onChange, chosen, required = false, error }: SearchProps) => {
  const { t } = useTranslation('panel');
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(chosen?.label === words ? '' : words, 250);
  const { data: users } = useAccountSearch(search);
  const found = users?.items.map(({ id, name, username }) => ({ value: id, label: `${name} (${username})` })) ?? [];
  const data = chosen && !found.some((one) => one.value === chosen.value) ? [chosen, ...found] : found;

  return (
    <Select
      label={t('events.column.account')}
      placeholder={required ? undefined : t('events.filter.every_account')}
      required={required}
      error={error}
      comboboxProps={{ withinPortal: false }}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('events.filter.clear_account') }}
      nothingFoundMessage={t('users.nobody')}
      // The server has already filtered the results.
      filter={({ options }) => options}
      data={data}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      onSearchChange={setWords}
    />
  );
};

/** Chooses an account by search. */
export const AccountFilter = (props: AccountFilterProps) =>
  props.value ? <Chosen {...props} /> : <Search {...props} />;
