import { useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * Which form of a page is open. `round` is its React key: each opening starts with current values, and an open form
 * keeps its input while the page behind it is refetched.
 */
export const useOpened = <T extends string>() => {
  const [round, setRound] = useState(0);
  const [opened, setOpened] = useState<T | null>(null);
  return {
    opened,
    round,
    open: (form: T): void => {
      // Render it closed first: a dialog that is open at its first render does not know where to return the focus.
      flushSync(() => setRound((before) => before + 1));
      setOpened(form);
    },
    close: (): void => setOpened(null),
  };
};
