import { useEffect, useState } from 'react';
import type { Blocker } from 'react-router';
import { isLeavingUnasked } from '../session/leaving';

/** A navigation that waits for an answer. */
type HeldNavigation = Extract<Blocker, { readonly state: 'blocked' }>;

export interface UnsavedGuard {
  /** Leaving would lose something. */
  readonly unsaved: boolean;
  /** The confirmation dialog is open. */
  readonly asking: boolean;
  /** Closes at once if nothing would be lost; otherwise asks. */
  readonly close: () => void;
  readonly stay: () => void;
  readonly discard: () => void;
  /** Asks before a navigation in the panel; called by `UnsavedChanges`. */
  readonly hold: (navigation: HeldNavigation) => void;
}

/**
 * Asks before a form with unsaved changes is left by Cancel, by navigation in the panel, or by another site, a reload
 * or a closed tab (in those cases, the browser asks). The form renders `UnsavedChanges`.
 */
export const useUnsavedGuard = (unsaved: boolean, onClose: () => void): UnsavedGuard => {
  const [closing, setClosing] = useState(false);
  const [held, hold] = useState<HeldNavigation | null>(null);

  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      if (!isLeavingUnasked()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);

  const answer = (): void => {
    setClosing(false);
    hold(null);
  };
  return {
    unsaved,
    asking: closing || held !== null,
    // In a separate task: otherwise the Escape key press that asks would also answer the question.
    close: () => (unsaved ? void setTimeout(() => setClosing(true)) : onClose()),
    stay: () => {
      answer();
      held?.reset();
    },
    discard: () => {
      answer();
      onClose();
      held?.proceed();
    },
    hold,
  };
};
