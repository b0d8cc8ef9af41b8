import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** Fetches the first item before the response begins, so that an early failure is answered with a problem response. */
const begun = async <T>(items: AsyncIterable<T>): Promise<AsyncIterable<T>> => {
  const iterator = items[Symbol.asyncIterator]();
  let first: Promise<IteratorResult<T>> | undefined = Promise.resolve(await iterator.next());
  const next = (): Promise<IteratorResult<T>> => {
    const item = first ?? iterator.next();
    first = undefined;
    return item;
  };
  const end = async (): Promise<IteratorResult<T>> => (await iterator.return?.()) ?? { done: true, value: undefined };
  return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
};

/**
 * Streams rows as a file. A failure before the first row is a problem like any other; a later one cuts the connection,
 * so that a partial file is not mistaken for the whole.
 *
 * @param write how rows become text, with what stands before and after them
 */
export const download = async <T>(
  rows: AsyncIterable<T>,
  write: (rows: AsyncIterable<T>) => AsyncIterable<string>,
  { type, filename }: { readonly type: string; readonly filename: string },
): Promise<StreamableFile> =>
  new StreamableFile(Readable.from(write(await begun(rows)), { objectMode: false }), {
    type: `${type}; charset=utf-8`,
    disposition: `attachment; filename="${filename}"`,
  });
