import { pipeline, Readable } from 'node:stream';
import { PayloadTooLargeException } from '@nestjs/common';
import { largestImport, mostImportLines } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { isStorable } from '@postern/management';
import { holdsPrivateKey } from '@postern/x509';
import { CsvError, parse } from 'csv-parse';
import { importColumns, isFieldColumn } from './import-line.js';

/** Bytes of one line: a certificate, and room around it. */
const longestLine = 128 * 1024;
/** Characters: Ed25519 as PKCS #8 in base64. */
const shortestKey = 64;

export interface ReadLine {
  readonly line: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export type Bytes = AsyncIterable<Buffer>;

/** A file that no import can be made of. */
export const refused = (message: string): InvalidError =>
  new InvalidError('request.invalid', message, [{ path: 'file', message }]);

/** The bytes of a file, as many as one import may have. */
export async function* withinSize(body: Readable): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of body as Bytes) {
    size += chunk.length;
    if (size > largestImport) throw new PayloadTooLargeException();
    yield chunk;
  }
}

/** Refuses more lines than one import may have, private keys, and what the database cannot store. Throws `InvalidError`. */
export async function* storable(lines: AsyncIterable<ReadLine>): AsyncGenerator<ReadLine> {
  let count = 0;
  for await (const one of lines) {
    count += 1;
    if (count > mostImportLines) throw refused(`has more than ${mostImportLines} lines`);
    const texts = Object.entries(one.data).flat().map(String);
    if (!texts.every(isStorable)) throw refused(`has null bytes or halves of characters in line ${one.line}`);
    if (texts.some((text) => text.length >= shortestKey && holdsPrivateKey(text))) throw keyGiven(one.line);
    yield one;
  }
}

/** Keys are never stored. */
export const keyGiven = (line: number): InvalidError =>
  new InvalidError('certificate.private_key_given', undefined, [
    { path: 'file', message: `has a private key in line ${line}` },
  ]);

/** Text in UTF-8, without its byte order mark. Throws `InvalidError`: other encodings would change names unnoticed. */
async function* textOf(body: Bytes): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Buffer): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw refused('is not encoded in UTF-8');
    }
  };
  for await (const chunk of body) yield decode(chunk);
  yield decode();
}

const knownColumns = (header: readonly string[]): string[] => {
  const byName = new Map(importColumns.map((name) => [name.toLowerCase(), name]));
  const names = header.map((text) => {
    const name = text.trim().toLowerCase();
    return isFieldColumn(name) ? name : byName.get(name.replaceAll(/[_ -]/g, ''));
  });
  const unknown = header.filter((_, index) => names[index] === undefined);
  if (unknown.length > 0) throw refused(`has unknown columns: ${unknown.slice(0, 5).join(', ')}`);
  if (new Set(names).size !== names.length) throw refused('has a column twice');
  if (!names.includes('username')) throw refused('needs a column called username');
  return names as string[];
};

/** That of the header, whose names have none of them; the cells of the lines may have the others. */
const delimiterOf = (header: string): string => /[,;\t]/.exec(/^[^\r\n]*/.exec(header)?.[0] ?? '')?.[0] ?? ',';

/** The lines of a table (RFC 4180), one by one. Throws `InvalidError`. */
export async function* readCsv(body: Bytes): AsyncGenerator<ReadLine> {
  const texts = textOf(body);
  let head = '';
  while (!/[^\r\n][\r\n]/.test(head) && head.length <= longestLine) {
    const { value, done } = await texts.next();
    if (done === true) break;
    head += value;
  }
  const whole = async function* () {
    yield head;
    yield* texts;
  };
  const parser = parse({
    columns: knownColumns,
    trim: true,
    delimiter: delimiterOf(head.trimStart()),
    skip_empty_lines: true,
    max_record_size: longestLine,
    info: true,
  });
  // An error of one of them ends the other; it is thrown below.
  pipeline(Readable.from(whole()), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      readonly record: ReadLine['data'];
      readonly info: { readonly lines: number };
    }>) {
      yield { line: info.lines, data: record };
    }
  } catch (error) {
    if (error instanceof CsvError) throw refused(`is no CSV: ${error.message}`);
    throw error;
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const readObject = (text: string, line: number): ReadLine['data'] => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Said below.
  }
  if (!isObject(value) || Array.isArray(value)) throw refused(`has no JSON object in line ${line}`);
  if (Object.values(value).some(isObject)) throw refused(`has a list or an object within line ${line}`);
  return value as ReadLine['data'];
};

/** The objects of JSON lines, one by one. Throws `InvalidError`. */
export async function* readJsonLines(body: Bytes): AsyncGenerator<ReadLine> {
  let rest = '';
  let line = 0;
  for await (const part of textOf(body)) {
    const texts = (rest + part).split('\n');
    rest = texts.pop() ?? '';
    if (rest.length > longestLine || texts.some((text) => text.length > longestLine))
      throw refused('has a line that is too long');
    for (const text of texts) {
      line += 1;
      if (text.trim() !== '') yield { line, data: readObject(text, line) };
    }
  }
  if (rest.trim() !== '') yield { line: line + 1, data: readObject(rest, line + 1) };
}
