/** Control, format (also those that turn the writing direction), private and unassigned characters, and line separators. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/gu;
const plain = /^[\x20-\x7e]*$/;

/** `\XX` for each byte of the character's UTF-8 form (RFC 4514 §2.4). */
const hexEscape = (character: string): string =>
  Buffer.from(character, 'utf8').toString('hex').toUpperCase().replace(/../g, '\\$&');

/** Text with invisible characters escaped as `\XX`. */
export const escapeInvisible = (text: string): string => (plain.test(text) ? text : text.replace(invisible, hexEscape));

/** Text for a headline: invisible characters become U+FFFD, or a space where they separated words; cut at `limit` characters. */
export const headlineText = (text: string, limit = 128): string =>
  shorten((plain.test(text) ? text : text.replace(/\s/g, ' ').replace(invisible, '\ufffd')).trim(), limit);

/** Cuts text at a whole character. */
export const shorten = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  return `${Array.from(text.slice(0, limit)).slice(0, -1).join('')}…`;
};

export const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
