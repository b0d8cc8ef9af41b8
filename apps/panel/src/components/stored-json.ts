/** A value that this browser keeps; `otherwise` if there is none, or storage is off. */
export const readStored = <T>(key: string, otherwise: T, isValid: (value: unknown) => value is T): T => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return isValid(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
};

/** Disabled storage is not an error: the choice then lasts as long as the page. */
export const writeStored = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Lost with the page.
  }
};
