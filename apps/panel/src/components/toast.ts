import { notifications } from '@mantine/notifications';

/** Says that something was done, and goes by itself; errors stand beside what caused them instead. */
export const toast = (message: string): void => {
  notifications.show({ message, color: 'green', autoClose: 4000, withBorder: true, role: 'status' });
};
