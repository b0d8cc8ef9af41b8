import { Autocomplete } from '@mantine/core';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert';
import { toast } from '../../../components/toast';
import { TwoLines } from '../../../components/two-lines';
import { useFoundPeople } from '../../api/groups.api';
import { useAddMember } from './access.api';

/** Searches for a person by name and makes the chosen one a member. */
export const AddMember = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('access');
  const [words, setWords] = useState('');
  const { data: found } = useFoundPeople(words.trim());
  const change = useAddMember(client.client_id);
  const people = found?.items ?? [];
  const choose = (username: string): void => {
    const person = people.find((one) => one.username === username);
    if (person === undefined) return;
    change.mutate(person, {
      onSuccess: () => {
        toast(t('member.added', { name: person.name }));
        setWords('');
      },
    });
  };
  return (
    <>
      <ProblemAlert error={change.error} />
      <Autocomplete
        label={t('member.add')}
        description={t('administration:groups.person_hint')}
        value={words}
        onChange={setWords}
        onOptionSubmit={choose}
        data={people.map(({ username }) => username)}
        filter={({ options }) => options}
        renderOption={({ option }) => (
          <TwoLines
            main={people.find(({ username }) => username === option.value)?.name ?? option.value}
            sub={option.value}
          />
        )}
        maxLength={100}
        mb="md"
      />
    </>
  );
};
