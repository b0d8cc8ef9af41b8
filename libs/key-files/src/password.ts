/** A password in the two spellings that these files use. */
export interface PasswordSpelling {
  /** BMPString with its terminator, for the older key derivation (RFC 7292 §B.1). */
  readonly bmp: Uint8Array;
  /** UTF-8, for PBKDF2, scrypt and PBES1 (RFC 8018 §3, RFC 9579 §5). */
  readonly octets: Uint8Array;
}

const utf16 = (codes: Iterable<number>): Uint8Array =>
  Uint8Array.from([...codes, 0].flatMap((code) => [code >> 8, code & 0xff]));
const codesOf = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const none = new Uint8Array();

/**
 * How a password may have been written, the usual spelling first. Without one some programs take the empty password, others none at all;
 * with letters beyond ASCII some take every byte for a letter, in UTF-8 or in Latin-1 (OpenSSL before 1.1).
 */
export const spellingsOf = (password: string): readonly PasswordSpelling[] => {
  const octets = new TextEncoder().encode(password);
  const bmp = utf16(codesOf(password));
  if (password === '')
    return [
      { bmp, octets },
      { bmp: none, octets },
    ];
  const isAscii = octets.every((byte) => byte < 0x80);
  const usual = { bmp, octets };
  return isAscii ? [usual] : [usual, { bmp: utf16(octets), octets }, ...latin1Of(password)];
};

const latin1Of = (password: string): readonly PasswordSpelling[] => {
  const codes = codesOf(password);
  return codes.every((code) => code < 0x100) ? [{ bmp: utf16(codes), octets: Uint8Array.from(codes) }] : [];
};
