import { useState } from 'react';

/**
 * Which of a page's forms is open. `round` is its key: every opening begins with what is true then, and a form that is open
 * keeps what was typed while the page behind it is asked for anew.
 */
export const useOpened = <T extends string>() => {
  const [{ opened, round }, set] = useState<{ readonly opened: T | null; readonly round: number }>({
    opened: null,
    round: 0,
  });
  return {
    opened,
    round,
    open: (form: T): void => set((before) => ({ opened: form, round: before.round + 1 })),
    close: (): void => set((before) => ({ ...before, opened: null })),
  };
};
