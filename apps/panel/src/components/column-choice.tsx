import { Button, Menu } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import type { Column } from './data-table';
import { IconColumns } from './icons';
import { readStored, writeStored } from './stored-json';

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/**
 * Lets the person hide columns; the first one and those with buttons stay.
 *
 * @param list name under which this browser keeps the choice
 * @returns the columns to show, and the menu
 */
export const useColumnChoice = <T,>(list: string, columns: readonly Column<T>[]) => {
  const key = `postern.columns.${list}`;
  const [hidden, setHidden] = useState(() => readStored(key, [], isNames));
  const optional = columns.slice(1).filter(({ actions }) => !actions);
  const toggle = (name: string): void => {
    const next = hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name];
    setHidden(next);
    writeStored(key, next);
  };
  return {
    shown: columns.filter((column) => !optional.includes(column) || !hidden.includes(column.key)),
    menu: <ColumnMenu columns={optional} hidden={hidden} onToggle={toggle} />,
  };
};

interface ColumnMenuProps {
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly hidden: readonly string[];
  readonly onToggle: (name: string) => void;
}

const ColumnMenu = ({ columns, hidden, onToggle }: ColumnMenuProps) => {
  const { t } = useTranslation('administration');
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns size={16} stroke={1.8} aria-hidden />}>
          {t('lists.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map(({ key, title }) => (
          <Menu.CheckboxItem
            key={key}
            closeMenuOnClick={false}
            checked={!hidden.includes(key)}
            onChange={() => onToggle(key)}
          >
            {title}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
