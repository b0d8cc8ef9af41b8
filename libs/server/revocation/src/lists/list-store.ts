import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';
import type { ListHeader } from './list-header.js';
import type { ReadList } from './read-list.js';

/** Bytes of a packed list that go through the driver at once: some milliseconds. */
const pieceSize = 1024 * 1024;

/** A list without its entries. */
export interface ListRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly part: 'complete' | 'delta';
  readonly header: ListHeader;
  readonly entries: number;
  readonly bytes: number;
  readonly digest: Buffer;
}

/** The table of packed lists. */
@Injectable()
export class ListStore {
  constructor(private readonly statements: Statements) {}

  /** The lists of a CA, as seen in a transaction. */
  of(manager: EntityManager, authority: Buffer): Promise<readonly ListRow[]> {
    return Statements.in(manager).run<ListRow>(
      'revocation_list.of',
      'select id, part, header, entries, bytes, digest from revocation_list where authority = $1',
      [authority],
    );
  }

  /** The packed entries; undefined if another list has replaced it. */
  async bytesOf(id: string, size: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const bytes = new Uint8Array(size);
    let at = 0;
    for (let number = 0; at < size; number++) {
      const piece = await this.statements.one<{ readonly data: Buffer }>(
        'revocation_list.piece',
        'select data from revocation_list_piece where list_id = $1 and number = $2',
        [id, number],
      );
      if (piece === undefined) return undefined;
      bytes.set(piece.data, at);
      at += piece.data.length;
    }
    return bytes;
  }

  /** Replaces the CA's list of this part. */
  async keep(manager: EntityManager, authority: Buffer, { part, header, parts, digest }: ReadList): Promise<void> {
    await Statements.in(manager).run(
      'revocation_list.delete_part',
      'delete from revocation_list where authority = $1 and part = $2',
      [authority, part],
    );
    const bytes = parts.reduce((sum, { length }) => sum + length, 0);
    const list = await Statements.in(manager).only<{ readonly id: string }>(
      'revocation_list.add',
      `insert into revocation_list (authority, part, header, entries, bytes, digest, issued_at, next_update)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [
        ...[authority, part, header, header.count, bytes, Buffer.from(digest, 'hex')],
        ...[header.thisUpdate, header.nextUpdate],
      ],
    );
    const packed = Buffer.concat(parts, bytes);
    for (let number = 0; number * pieceSize < bytes; number++)
      await Statements.in(manager).run(
        'revocation_list_piece.add',
        'insert into revocation_list_piece (list_id, number, data) values ($1, $2, $3)',
        [list.id, number, packed.subarray(number * pieceSize, (number + 1) * pieceSize)],
      );
  }
}
