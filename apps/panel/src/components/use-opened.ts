import { useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * Which of a page's forms is open. `round` is its key: every opening begins with what is true then, and a form that is open
 * keeps what was typed while the page behind it is asked for anew.
 */
export const useOpened = <T extends string>() => {
  const [round, setRound] = useState(0);
  const [opened, setOpened] = useState<T | null>(null);
  return {
    opened,
    round,
    open: (form: T): void => {
      // Closed first: what is drawn open at once does not remember where the focus has to go back to.
      flushSync(() => setRound((before) => before + 1));
      setOpened(form);
    },
    close: (): void => setOpened(null),
  };
};
