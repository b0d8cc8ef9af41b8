import type { EntryTable, ListContent } from '@postern/x509';

/** The fields of a list besides its entries, as stored in JSON. */
export interface ListHeader {
  readonly issuerKey: string;
  readonly issuer: string;
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  readonly number: string | null;
  readonly baseNumber: string | null;
  readonly authorityKeyId: string | null;
  readonly scope: ListContent['scope'];
  readonly count: number;
  /** The entry tables, in the order of their bytes. */
  readonly tables: readonly TableShape[];
}

interface TableShape {
  readonly issuerKey: string;
  readonly length: number;
  readonly isShort: boolean;
  /** Of `starts`, four bytes each. */
  readonly starts: number;
  /** Bytes. */
  readonly rows: number;
}

/** A list as stored: its header, and its entries as bytes. */
export interface PackedList {
  readonly header: ListHeader;
  readonly parts: readonly Uint8Array[];
}

/** @param content of a list that has a `nextUpdate` */
export const packList = (content: ListContent): PackedList => {
  const { number, baseNumber, authorityKeyId, entries, nextUpdate } = content;
  const tables = entries.issuers.flatMap(({ issuerKey, tables: ofIssuer }) =>
    ofIssuer.map((table) => ({ issuerKey, table })),
  );
  return {
    header: {
      issuerKey: content.issuerKey,
      issuer: content.issuer,
      thisUpdate: content.thisUpdate.toISOString(),
      nextUpdate: (nextUpdate as Date).toISOString(),
      number: number?.toString() ?? null,
      baseNumber: baseNumber?.toString() ?? null,
      authorityKeyId: authorityKeyId ?? null,
      scope: content.scope,
      count: entries.count,
      tables: tables.map(({ issuerKey, table: { length, isShort = false, starts, rows } }) => ({
        ...{ issuerKey, length, isShort },
        starts: starts.length,
        rows: rows.length,
      })),
    },
    parts: tables.flatMap(({ table: { starts, rows } }) => [
      new Uint8Array(starts.buffer, starts.byteOffset, starts.byteLength),
      rows,
    ]),
  };
};

/** @param usableUntil where an administrator allows its use after `nextUpdate` */
export const unpackList = (header: ListHeader, bytes: Uint8Array<ArrayBuffer>, usableUntil?: Date): ListContent => {
  const { number, baseNumber, authorityKeyId } = header;
  let at = 0;
  const take = (length: number): Uint8Array<ArrayBuffer> => bytes.subarray(at, (at += length));
  const issuers = header.tables.map((shape) => {
    // Numbers of four bytes begin at a multiple of four; rows, which are nearly everything, are not copied.
    const starts = new Uint32Array(take(shape.starts * 4).slice().buffer);
    const table: EntryTable = { length: shape.length, isShort: shape.isShort, starts, rows: take(shape.rows) };
    return { issuerKey: shape.issuerKey, tables: [table] };
  });
  return {
    issuerKey: header.issuerKey,
    issuer: header.issuer,
    thisUpdate: new Date(header.thisUpdate),
    nextUpdate: new Date(header.nextUpdate),
    ...(usableUntil && { usableUntil }),
    number: number === null ? undefined : BigInt(number),
    baseNumber: baseNumber === null ? undefined : BigInt(baseNumber),
    authorityKeyId: authorityKeyId ?? undefined,
    scope: header.scope,
    entries: { issuers, count: header.count, notUnderstood: undefined },
    notUnderstood: undefined,
  };
};
