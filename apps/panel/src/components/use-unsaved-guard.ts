import { useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import { isLeavingUnasked } from '../session/leaving';

export interface UnsavedGuard {
  /** The question is being asked. */
  readonly asking: boolean;
  /** Closes at once when nothing would be lost; asks otherwise. */
  readonly close: () => void;
  readonly stay: () => void;
  readonly discard: () => void;
}

/**
 * Stands before every way out of a form with unsaved changes: its own Cancel, another page of the panel, and another
 * site, a reload or a closed tab (where the browser asks in its own words).
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
    // In a task of its own: else the press of Escape that asks would answer the question, too.
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
