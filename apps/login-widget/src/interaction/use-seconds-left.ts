import { useEffect, useState } from 'react';

/** Counts down from `seconds` to 0; restarts when `start` changes. */
export const useSecondsLeft = (seconds: number, start: unknown): number => {
  const [left, setLeft] = useState({ start, seconds });
  const current = left.start === start ? left.seconds : seconds;

  useEffect(() => {
    if (current <= 0) return undefined;
    const timer = setTimeout(() => setLeft({ start, seconds: current - 1 }), 1000);
    return () => clearTimeout(timer);
  }, [current, start]);

  return current;
};
