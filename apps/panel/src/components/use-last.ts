import { useState } from 'react';

/** What was there last, while there is nothing: a question keeps its words on its way out. */
export const useLast = <T>(value: T | null): T | null => {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
};
