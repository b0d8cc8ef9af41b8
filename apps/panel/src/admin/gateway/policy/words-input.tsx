import { TextInput } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';
import { useState } from 'react';

export interface WordsInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly words: readonly string[];
  readonly onWords: (words: readonly string[]) => void;
}

const split = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/** A list of words separated by spaces; keeps the text as typed. */
export const WordsInput = ({ words, onWords, ...input }: WordsInputProps) => {
  const [typed, setTyped] = useState(words.join(' '));
  const shown = split(typed).join(' ') === words.join(' ') ? typed : words.join(' ');
  return (
    <TextInput
      {...input}
      value={shown}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onWords(split(value));
      }}
    />
  );
};
