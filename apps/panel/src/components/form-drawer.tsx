import { Button, Drawer } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './form-drawer.module.css';
import { ProblemAlert } from './problem-alert';
import { UnsavedChanges } from './unsaved-changes';
import { useUnsavedGuard } from './use-unsaved-guard';

export interface FormDrawerProps {
  readonly opened: boolean;
  readonly title: string;
  readonly description?: string;
  readonly submitLabel: string;
  /** Leaving would discard input. */
  readonly dirty: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a side drawer: Save or Create, and Cancel. Asks before it discards input. */
export const FormDrawer = (props: FormDrawerProps) => {
  const { opened, title, description, submitLabel, dirty, pending, error, onSubmit, onClose, children } = props;
  const { t } = useTranslation('panel');
  const form = useId();
  const guard = useUnsavedGuard(opened && dirty && !pending, onClose);

  return (
    <>
      <Drawer
        opened={opened}
        onClose={guard.close}
        title={title}
        closeOnEscape={!guard.asking}
        closeButtonProps={{ 'aria-label': t('dialog.close') }}
        classNames={{ content: styles.content, header: styles.header, title: styles.title, body: styles.body }}
      >
        <form
          id={form}
          className={styles.fields}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {description && <p className={styles.description}>{description}</p>}
          <ProblemAlert error={error} />
          {children}
        </form>
        <footer className={styles.footer}>
          <Button variant="default" onClick={guard.close}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" form={form} loading={pending}>
            {submitLabel}
          </Button>
        </footer>
      </Drawer>
      <UnsavedChanges guard={guard} />
    </>
  );
};
