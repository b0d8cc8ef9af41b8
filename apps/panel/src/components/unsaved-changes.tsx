import { useTranslation } from '@postern/i18n';
import { ConfirmDialog } from './confirm-dialog';
import type { UnsavedGuard } from './use-unsaved-guard';

/** The confirmation dialog of `useUnsavedGuard`. */
export const UnsavedChanges = ({ guard }: { readonly guard: UnsavedGuard }) => {
  const { t } = useTranslation('panel');
  return (
    <ConfirmDialog
      opened={guard.asking}
      title={t('unsaved.title')}
      confirmLabel={t('unsaved.discard')}
      cancelLabel={t('unsaved.stay')}
      onConfirm={guard.discard}
      onClose={guard.stay}
    >
      {t('unsaved.text')}
    </ConfirmDialog>
  );
};
