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

/** All details of one item, in a drawer next to its list. */
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
