import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PayloadTooLargeException } from '@nestjs/common';
import { largestImport, mostImportLines } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { isPrivateKeyDer } from '@postern/x509';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type Bytes, keyGiven, type ReadLine, refused } from './import-readers.js';

/** Bytes of one certificate. */
const largestFile = 64 * 1024;
const isCertificate = /\.(pem|crt|cer|der)$/i;

const pemOf = (bytes: Buffer): string => {
  const text = bytes.toString('latin1');
  if (text.includes('-----BEGIN')) return text;
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};

/** What an entry says of its size is checked while it is unpacked: no entry becomes larger. */
const readEntry = async (archive: ZipFile, entry: Entry): Promise<Buffer> => {
  const stream = await archive.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

async function* entries(archive: ZipFile): AsyncGenerator<ReadLine> {
  if (archive.entryCount > mostImportLines) throw refused(`has more than ${mostImportLines} files`);
  let line = 0;
  let unpacked = 0;
  for await (const entry of archive.eachEntry()) {
    line += 1;
    if (entry.fileName.endsWith('/') || !isCertificate.test(entry.fileName)) continue;
    if (entry.uncompressedSize > largestFile) throw refused(`${entry.fileName} is too large for a certificate`);
    if (entry.isEncrypted()) throw refused(`${entry.fileName} is encrypted`);
    unpacked += entry.uncompressedSize;
    if (unpacked > largestImport) throw new PayloadTooLargeException();
    const bytes = await readEntry(archive, entry);
    if (isPrivateKeyDer(bytes)) throw keyGiven(line);
    yield { line, data: { certificate: pemOf(bytes) } };
  }
}

/**
 * The certificates of an archive, one by one. The archive is on disk while it is read, since its directory is at its end; never more than one
 * entry is in memory. Throws `InvalidError`, `PayloadTooLargeException`.
 */
export async function* readArchive(body: Bytes): AsyncGenerator<ReadLine> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-import-'));
  try {
    const file = join(folder, 'import.zip');
    await pipeline(body, createWriteStream(file, { mode: 0o600 }));
    let archive: ZipFile | undefined;
    try {
      archive = await openPromise(file, { validateEntrySizes: true, autoClose: false });
      yield* entries(archive);
    } catch (error) {
      if (error instanceof InvalidError || error instanceof PayloadTooLargeException) throw error;
      throw refused(`is no ZIP archive: ${error instanceof Error ? error.message : ''}`);
    } finally {
      archive?.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
