import { useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import { isLeavingUnasked } from '../session/leaving';

export interface UnsavedGuard {
  /** The confirmation dialog is open. */
  readonly asking: boolean;
  /** Closes at once if nothing would be lost; otherwise asks. */
  readonly close: () => void;
  readonly stay: () => void;
  readonly discard: () => void;
}

/**
 * Asks before a form with unsaved changes is left by Cancel, by navigation in the panel, or by another site, a reload
 * or a closed tab (in those cases, the browser asks).
 */
export const useUnsavedGuard = (unsaved: boolean, onClose: () => void): UnsavedGuard => {
  const [closing, setClosing] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      if (!isLeavingUnasked()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);

  return {
    asking: closing || blocker.state === 'blocked',
    // In a separate task: otherwise the Escape key press that asks would also answer the question.
    close: () => (unsaved ? void setTimeout(() => setClosing(true)) : onClose()),
    stay: () => {
      setClosing(false);
      if (blocker.state === 'blocked') blocker.reset();
    },
    discard: () => {
      setClosing(false);
      onClose();
      if (blocker.state === 'blocked') blocker.proceed();
    },
  };
};
