import { toHex } from './printable.js';

/** Upper-case hexadecimal without separators, as OpenSSL and Nginx write it; a minus sign for the negative ones of old software. */
export const renderSerialNumber = (content: Uint8Array): string => {
  const bits = content.length * 8;
  const value = BigInt.asIntN(bits, BigInt(`0x${toHex(content)}`));
  const digits = (value < 0n ? -value : value).toString(16).toUpperCase();
  return `${value < 0n ? '-' : ''}${digits.length % 2 === 0 ? digits : `0${digits}`}`;
};
