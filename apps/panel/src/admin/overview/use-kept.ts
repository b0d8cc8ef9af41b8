import { useState } from 'react';

const read = (key: string): boolean => {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
};

/** A yes that this browser keeps; without storage, until the page is left. */
export const useKept = (key: string): readonly [boolean, () => void] => {
  const [said, setSaid] = useState<string | null>(null);
  const say = (): void => {
    setSaid(key);
    try {
      localStorage.setItem(key, 'yes');
    } catch {
      // Kept by the state only.
    }
  };
  return [said === key || read(key), say];
};
