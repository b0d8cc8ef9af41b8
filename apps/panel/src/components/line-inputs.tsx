import { ActionIcon, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconPlus, IconTrash } from './icons';

export interface LineInputsProps<T> {
  readonly lines: readonly T[];
  /** Creates a new line. */
  readonly blank: T;
  readonly onChange: (lines: T[]) => void;
  readonly label: string;
  /** Class of the group, and of each line. */
  readonly className: string | undefined;
  readonly lineClassName: string | undefined;
  readonly addLabel: string;
  readonly removeLabel: (number: number) => string;
  /** Renders the inputs of one line; `put` replaces the line. */
  readonly children: (line: T, number: number, put: (line: T) => void) => ReactNode;
}

/** Inputs one line below the other, with buttons to add and remove lines; the last line cannot be removed. */
export const LineInputs = <T,>(props: LineInputsProps<T>) => {
  const { lines, blank, onChange, label, className, lineClassName, addLabel, removeLabel, children } = props;
  return (
    <div className={className} role="group" aria-label={label}>
      {lines.map((line, index) => (
        <div key={index} className={lineClassName}>
          {children(line, index + 1, (next) => onChange(lines.map((other, at) => (at === index ? next : other))))}
          {lines.length > 1 && (
            <ActionIcon
              variant="default"
              size={36}
              aria-label={removeLabel(index + 1)}
              onClick={() => onChange(lines.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
        onClick={() => onChange([...lines, blank])}
      >
        {addLabel}
      </Button>
    </div>
  );
};
