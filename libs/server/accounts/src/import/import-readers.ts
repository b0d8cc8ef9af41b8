import type { Readable } from 'node:stream';
import { Transform, type TransformCallback } from 'node:stream';
import { PayloadTooLargeException } from '@nestjs/common';
import { largestImport, mostImportLines } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { CsvError, parse } from 'csv-parse';
import { importColumns } from './import-line.js';

/** Bytes of one line: a certificate, and room around it. */
const longestLine = 128 * 1024;

export interface ReadLine {
  readonly line: number;
  readonly data: Readonly<Record<string, unknown>>;
}

const refused = (message: string): InvalidError =>
  new InvalidError('request.invalid', message, [{ path: 'file', message }]);

/** Passes bytes on, as many as one import may have. */
export const withinSize = (): Transform => {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      size += chunk.length;
      if (size > largestImport) done(new PayloadTooLargeException());
      else done(null, chunk);
    },
  });
};

/** Refuses more lines than one import may have. */
async function* limited(lines: AsyncIterable<ReadLine>): AsyncGenerator<ReadLine> {
  let count = 0;
  for await (const line of lines) {
    count += 1;
    if (count > mostImportLines) throw refused(`has more than ${mostImportLines} lines`);
    yield line;
  }
}

const knownColumns = (header: readonly string[]): string[] => {
  const byName = new Map(importColumns.map((name) => [name.toLowerCase(), name]));
  const names = header.map((text) => byName.get(text.trim().replaceAll(/[_ -]/g, '').toLowerCase()));
  const unknown = header.filter((_, index) => names[index] === undefined);
  if (unknown.length > 0) throw refused(`has unknown columns: ${unknown.slice(0, 5).join(', ')}`);
  if (new Set(names).size !== names.length) throw refused('has a column twice');
  if (!names.includes('username')) throw refused('needs a column called username');
  return names as string[];
};

async function* csvLines(body: Readable): AsyncGenerator<ReadLine> {
  const parser = parse({
    columns: knownColumns,
    bom: true,
    trim: true,
    delimiter: [',', ';', '\t'],
    skip_empty_lines: true,
    max_record_size: longestLine,
    info: true,
  });
  body.on('error', (error) => parser.destroy(error));
  body.pipe(parser);
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

const readObject = (text: string, line: number): ReadLine['data'] => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as ReadLine['data'];
  } catch {
    // Said below.
  }
  throw refused(`has no JSON object in line ${line}`);
};

async function* jsonLines(body: Readable): AsyncGenerator<ReadLine> {
  let rest = '';
  let line = 0;
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of body) {
    const texts = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
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

/** The lines of a table (RFC 4180), one by one. Throws `InvalidError`, `PayloadTooLargeException`. */
export const readCsv = (body: Readable): AsyncIterable<ReadLine> => limited(csvLines(body));

/** The objects of JSON lines, one by one. Throws as `readCsv`. */
export const readJsonLines = (body: Readable): AsyncIterable<ReadLine> => limited(jsonLines(body));
