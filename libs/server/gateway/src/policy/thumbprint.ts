import { type FieldReader, refuse } from './field-reader.js';

const lengths = { 'SHA-1': 40, 'SHA-256': 64 } as const;
export type ThumbprintAlgorithm = keyof typeof lengths;

/** What people copy along: colons, blanks, and the invisible mark that Windows puts in front. */
const decoration = /[\s:\u200e\u200f\ufeff-]/g;

/** Lower-case hexadecimal of a thumbprint in any usual spelling. */
export const parseThumbprint = (
  reader: FieldReader,
  algorithms: readonly ThumbprintAlgorithm[] = ['SHA-1', 'SHA-256'],
): string => {
  const text = reader.text(200).replaceAll(decoration, '').toLowerCase();
  const isOne = /^[\da-f]+$/.test(text) && algorithms.some((algorithm) => text.length === lengths[algorithm]);
  if (isOne) return text;
  const digits = algorithms.map((algorithm) => `${lengths[algorithm]} for ${algorithm}`).join(' or ');
  return refuse(reader.path, `must be a thumbprint in hexadecimal: ${digits} digits`);
};
