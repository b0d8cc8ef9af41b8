import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useGroups } from '../api/groups.api';

interface GroupsInputProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly required: boolean;
  readonly error?: ReactNode;
  /** Ids. */
  readonly value: string[];
  readonly onChange: (value: string[]) => void;
}

/** Chooses from the existing groups; a deleted group is shown by its id until it is removed. */
export const GroupsInput = ({ value, ...input }: GroupsInputProps) => {
  const { data: groups = [] } = useGroups();
  const known = groups.map(({ id, name }) => ({ value: id, label: name }));
  const gone = value.filter((id) => !groups.some((group) => group.id === id)).map((id) => ({ value: id, label: id }));
  return <MultiSelect {...input} data={[...known, ...gone]} value={value} searchable />;
};
