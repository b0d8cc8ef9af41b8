/** Characters that people copy along: separators, and the invisible marks that Windows and web pages add in front. */
const decoration = /[\s:.,;_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff-]/g;
const digitsOnly = /^[\da-f]+$/;

/**
 * Hexadecimal in any usual spelling, as its lower-case digits: with separators of any kind, `0x`, invisible marks; undefined for
 * anything else. Leading zeros stay: a thumbprint has them.
 */
export const readHexadecimal = (text: string): string | undefined => {
  const digits = text
    .replace(decoration, '')
    .toLowerCase()
    .replace(/^0x|h$/g, '');
  return digitsOnly.test(digits) ? digits : undefined;
};

/** Decimal digits of the longest serial number, 20 bytes (RFC 5280 §4.1.2.2). */
const longestDecimal = 49;

/**
 * A serial number in any usual spelling, as upper-case hexadecimal without leading zeros, minus sign or separators; undefined for
 * anything else. Digits alone are hexadecimal, unless there are more than 20 bytes of them: such a number can only be decimal.
 */
export const readSerialNumber = (text: string): string | undefined => {
  const negative = /^\s*[-\u2212]\s*(?:0x)?[\da-f]/i.test(text);
  const inParentheses = /^\s*\d+\s*\(\s*(-?0x[\da-f]+)\s*\)\s*$/i.exec(text)?.[1];
  const digits = readHexadecimal((inParentheses ?? text).replace('\u2212', ''));
  if (digits === undefined || digits.length > 80) return undefined;
  const shortest = digits.replace(/^0+(?=.)/, '');
  const isDecimal = /^\d+$/.test(shortest) && shortest.length > 40 && shortest.length <= longestDecimal;
  const value = isDecimal ? BigInt(shortest).toString(16) : shortest;
  return `${negative ? '-' : ''}${value.toUpperCase()}`;
};

/** A search text read as numbers of a certificate, in any usual spelling; an empty string where it cannot be one. */
export interface CertificateNumbers {
  /** The beginning of a thumbprint, lower-case hexadecimal. */
  readonly thumbprint: string;
  /** As `readSerialNumber` returns it. */
  readonly serialNumber: string;
}

export const certificateNumbers = (search: string): CertificateNumbers => ({
  thumbprint: readHexadecimal(search) ?? '',
  serialNumber: readSerialNumber(search) ?? '',
});
