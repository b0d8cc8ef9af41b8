import { type Language, languages } from '@postern/contracts';
import type { FastifyRequest } from 'fastify';

const isOurs = (text: string): text is Language => (languages as readonly string[]).includes(text);

/** The first of our languages that the browser asks for (RFC 9110 §12.5.4, in the order of the header); null: none of them. */
export const browserLanguage = ({ headers }: Pick<FastifyRequest, 'headers'>): Language | null => {
  const asked = (headers['accept-language'] ?? '').slice(0, 500).split(',');
  return asked.map((range) => range.trim().slice(0, 2).toLowerCase()).find(isOurs) ?? null;
};
