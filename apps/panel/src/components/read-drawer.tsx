import { Drawer } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import styles from './form-drawer.module.css';

export interface ReadDrawerProps {
  readonly opened: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Everything about one thing, at the side of the list it stands in. */
export const ReadDrawer = ({ opened, title, onClose, children }: ReadDrawerProps) => {
  const { t } = useTranslation('panel');
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      classNames={{ content: styles.content, header: styles.header, title: styles.title, body: styles.body }}
    >
      <div className={styles.fields}>{children}</div>
    </Drawer>
  );
};
