import { useEffect, useState } from 'react';

/** What was pressed and makes the browser leave. Forgotten when the person comes back by the Back button. */
export const useDeparting = (initial: string | null = null): readonly [string | null, (id: string) => void] => {
  const [departing, setDeparting] = useState(initial);

  useEffect(() => {
    const comeBack = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) setDeparting(null);
    };
    window.addEventListener('pageshow', comeBack);
    return () => window.removeEventListener('pageshow', comeBack);
  }, []);

  return [departing, setDeparting];
};

interface Press {
  readonly button: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a press on a link leads away from this page, and not to another tab. */
export const leavesThisPage = ({ button, ctrlKey, metaKey, shiftKey }: Press): boolean =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey;
