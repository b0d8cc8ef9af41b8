import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { randomId } from '@mantine/hooks';
import styles from './toast.module.css';

export interface ToastAction {
  readonly label: string;
  readonly action: () => void;
}

/**
 * Confirms an action and disappears by itself; errors are shown next to their cause, never here.
 * @param undo reverts the action; the toast then stays for 10 seconds, not 4
 */
export const toast = (message: string, undo?: ToastAction): void => {
  const id = randomId();
  const run = (): void => {
    notifications.hide(id);
    undo?.action();
  };
  notifications.show({
    id,
    message: undo ? (
      <span className={styles.message}>
        {message}
        <Button variant="subtle" size="compact-sm" onClick={run}>
          {undo.label}
        </Button>
      </span>
    ) : (
      message
    ),
    color: 'green',
    autoClose: undo ? 10_000 : 4000,
    withBorder: true,
    role: 'status',
  });
};
