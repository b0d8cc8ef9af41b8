import { finished, PassThrough, type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { ImportFormat } from '@postern/contracts';
import { Statements } from '@postern/database';
import { InvalidError } from '@postern/errors';
import type { Actor } from '@postern/management';
import { importActor } from './import-actor.js';
import { readArchive } from './import-archive.js';
import { type ReadLine, readCsv, readJsonLines, storable, withinSize } from './import-readers.js';

export interface ImportToTake {
  readonly format: ImportFormat;
  readonly name: string;
  readonly methodId: string | null;
  readonly source: string | null;
}

/** Lines that are stored at once. */
const batch = 500;

const create = `
  insert into user_import (actor, format, name, method_id, source, state) values ($1::jsonb, $2, $3, $4, $5, 'failed') returning id`;
const store = `
  insert into user_import_line (import_id, line, data)
  select $1, l.line, l.data from jsonb_to_recordset($2::jsonb) as l(line integer, data jsonb)`;
const begin = `update user_import set state = 'checking', lines = $2, updated_at = now() where id = $1`;

const discard = 'update user_import set deleted_at = now() where id = $1';

const readers = { csv: readCsv, jsonl: readJsonLines, zip: readArchive } as const;

/** Stores the lines of a file as they come in; what they are worth is found out in the background. */
@Injectable()
export class ImportIntake {
  constructor(private readonly statements: Statements) {}

  /**
   * @returns the id of the import
   * @throws InvalidError for a file that cannot be read or has too many lines, PayloadTooLargeException
   */
  async take({ format, name, methodId, source }: ImportToTake, body: Readable, actor: Actor): Promise<string> {
    const by = JSON.stringify(importActor(actor));
    const { id } = await this.statements.only<{ id: string }>('user_import.create', create, [
      ...[by, format, name, methodId, source],
    ]);
    // Readers end the stream that they gave up. The request goes on: the client sends all of it before it reads the answer.
    const file = body.pipe(new PassThrough());
    finished(body, (error) => error && file.destroy(error));
    try {
      const lines = await this.store(id, storable(readers[format](withinSize(file))));
      if (lines === 0) throw new InvalidError('request.invalid', undefined, [{ path: 'file', message: 'is empty' }]);
      await this.statements.run('user_import.begin', begin, [id, lines]);
      return id;
    } catch (error) {
      await this.statements.run('user_import.discard', discard, [id]);
      throw error;
    } finally {
      body.unpipe(file).resume();
      file.destroy();
    }
  }

  private async store(id: string, lines: AsyncIterable<ReadLine>): Promise<number> {
    let waiting: ReadLine[] = [];
    let count = 0;
    const flush = async (): Promise<void> => {
      if (waiting.length === 0) return;
      await this.statements.run('user_import.store', store, [id, JSON.stringify(waiting)]);
      count += waiting.length;
      waiting = [];
    };
    for await (const line of lines) {
      waiting.push(line);
      if (waiting.length >= batch) await flush();
    }
    await flush();
    return count;
  }
}
