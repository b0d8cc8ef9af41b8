import { Button } from '@mantine/core';
import type { ManagementScope } from '@postern/contracts';
import type { ReactNode } from 'react';
import { IfMay } from '../api/may';
import { IconPlus } from './icons';

export interface AddButtonProps {
  readonly scope: ManagementScope;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A page's button to add a record, shown only to people who may. */
export const AddButton = ({ scope, onClick, children }: AddButtonProps) => (
  <IfMay scope={scope}>
    <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  </IfMay>
);
