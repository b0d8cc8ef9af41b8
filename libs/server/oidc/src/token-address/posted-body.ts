import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';

/** Bytes; as the engine itself. */
const longest = 56 * 1024;

export type Posted = Readonly<Record<string, string | readonly string[]>>;

const readText = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of request) {
    received += (chunk as Buffer).length;
    // The rest is read and dropped, so that a response can be sent.
    if (received <= longest) chunks.push(chunk as Buffer);
  }
  return received > longest ? undefined : Buffer.concat(chunks).toString('utf8');
};

/** Parameters are texts; anything else in a JSON object is none. */
const parseJson = (text: string): Posted | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return Object.fromEntries(entries);
  } catch {
    return undefined;
  }
};

/** The parameters in the body of a request, a form or JSON; undefined where there are none to read. */
export const readPosted = async (request: IncomingMessage): Promise<Posted | undefined> => {
  const text = await readText(request);
  if (text === undefined) return undefined;
  const type = request.headers['content-type'] ?? '';
  return /^application\/json(?:;|$)/i.test(type) ? parseJson(text) : (parse(text) as Posted);
};
