import { useEffect, useState } from 'react';

/** The pressed link that makes the browser leave. Reset when the person returns with the Back button. */
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

/** Whether a click on a link leaves this page, as opposed to opening another tab. */
export const leavesThisPage = ({ button, ctrlKey, metaKey, shiftKey }: Press): boolean =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey;
