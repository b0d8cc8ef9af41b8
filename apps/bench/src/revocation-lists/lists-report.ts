import type { ListFigures } from './list-figures.js';

const perMillion = ({ keptMegabytes, entries }: ListFigures): number => (keptMegabytes / entries) * 1e6;

/** The part of docs/performance.md about large revocation lists. */
export const formatLists = (figures: ListFigures): string => `
## Revocation lists

A list of ${figures.entries.toLocaleString('en')} random serial numbers of 20 bytes, each with date and reason, signed with RSA (${Math.round(figures.fileMegabytes)} MB of DER), read
as the server reads it, in a process with the server's memory flags, and replaced by another of the same size while certificates go on being looked up.

| | measured | we hold ourselves to |
|---|---|---|
| read and verified | ${figures.parseSeconds.toFixed(1)} s, in a thread of its own | – |
| longest delay of the event loop meanwhile | ${figures.parseDelay.toFixed(0)} ms | 50 ms |
| kept for a million entries | ${perMillion(figures).toFixed(1)} MB | 25 MB |
| one look-up, with the path's other checks of lists | ${figures.checkMicroseconds.toFixed(0)} µs | 1,000 µs |
| replaced by another | ${figures.reloadSeconds.toFixed(1)} s, while the old one answers | – |
| longest delay of the event loop meanwhile | ${figures.reloadDelay.toFixed(0)} ms | 50 ms |
| resident with both in memory, and the file | ${Math.round(figures.peakMegabytes)} MB | – |

The same list as it is fetched by address or uploaded, kept in the database and read by each server:

| | measured | we hold ourselves to |
|---|---|---|
| read, verified and packed | ${figures.packSeconds.toFixed(1)} s, in a thread of its own | – |
| kept for a million entries, in the database and in each server | ${((figures.packedMegabytes / figures.entries) * 1e6).toFixed(1)} MB | 16 MB |
| one look-up | ${figures.packedMicroseconds.toFixed(0)} µs | 1,000 µs |
`;
