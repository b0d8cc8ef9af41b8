import { readHexadecimal } from '@postern/x509';
import { type FieldReader, refuse } from './field-reader.js';

const lengths = { 'SHA-1': 40, 'SHA-256': 64 } as const;
export type ThumbprintAlgorithm = keyof typeof lengths;

/** Lower-case hexadecimal of a thumbprint in any usual spelling. */
export const parseThumbprint = (
  reader: FieldReader,
  algorithms: readonly ThumbprintAlgorithm[] = ['SHA-1', 'SHA-256'],
): string => {
  const text = readHexadecimal(reader.text(200));
  if (text !== undefined && algorithms.some((algorithm) => text.length === lengths[algorithm])) return text;
  const digits = algorithms.map((algorithm) => `${lengths[algorithm]} for ${algorithm}`).join(' or ');
  return refuse(reader.path, `must be a thumbprint in hexadecimal: ${digits} digits`);
};
