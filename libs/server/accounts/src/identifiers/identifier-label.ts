const longestLabel = 200;

/** A label fit for display, out of whatever a certificate calls itself: one line, no control characters, 1 to 200 characters. */
export const labelFor = (text: string): string => {
  const line = text
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return [...line].slice(0, longestLabel).join('').trim() || '–';
};
