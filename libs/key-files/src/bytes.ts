export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Compares in a time that does not depend on where they differ. */
export const equal = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.reduce((difference, byte, at) => difference | (byte ^ other[at]!), 0) === 0;

/** `length` bytes of a text that is repeated as often as needed; of an empty text none. */
export const repeated = (text: Uint8Array, length: number): Uint8Array =>
  text.length === 0 ? text : Uint8Array.from({ length }, (_, at) => text[at % text.length]!);

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
