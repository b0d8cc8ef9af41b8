/** Bytes as a binary string, the input of `btoa`. */
export const toCharacters = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

export const toBytes = (characters: string): Uint8Array =>
  Uint8Array.from(characters, (character) => character.charCodeAt(0));

export const toBase64 = (bytes: Uint8Array): string => btoa(toCharacters(bytes));
