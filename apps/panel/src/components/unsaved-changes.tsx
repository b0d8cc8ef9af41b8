import { useTranslation } from '@postern/i18n';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from './confirm-dialog';
import type { UnsavedGuard } from './use-unsaved-guard';

/** The confirmation dialog of `useUnsavedGuard`. */
export const UnsavedChanges = ({ guard }: { readonly guard: UnsavedGuard }) => {
  const { t } = useTranslation('panel');
  return (
    <>
      {guard.unsaved && <HoldNavigation onHold={guard.hold} />}
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
    </>
  );
};

/** Rendered only while there is something to lose: the router asks one blocker, and a page can have several forms. */
const HoldNavigation = ({ onHold }: { readonly onHold: UnsavedGuard['hold'] }) => {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state === 'blocked') onHold(blocker);
  }, [blocker, onHold]);
  return null;
};
