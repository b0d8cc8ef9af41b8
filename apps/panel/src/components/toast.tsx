import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { randomId } from '@mantine/hooks';
import styles from './toast.module.css';

export interface ToastAction {
  readonly label: string;
  readonly action: () => void;
}

/**
 * Says that something was done, and goes by itself; errors stand beside what caused them instead.
 *
 * @param undo a way back, offered for as long as people need to notice (10 seconds instead of 4)
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
