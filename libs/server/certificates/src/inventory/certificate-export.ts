import type { KnownCertificate } from '@postern/contracts';
import { csvLine } from '@postern/management';

const names = (values: readonly string[]): string => [...new Set(values)].join('; ');

const columns: readonly (readonly [string, (known: KnownCertificate) => string | null])[] = [
  ['id', ({ id }) => id],
  ['name', ({ certificate }) => certificate.name],
  ['used_for', ({ usedFor }) => names(usedFor.map(({ use }) => use))],
  ['holders', ({ usedFor }) => names(usedFor.map(({ holder }) => holder.name))],
  ['subject', ({ certificate }) => certificate.subject],
  ['issuer', ({ certificate }) => certificate.issuer],
  ['serial_number', ({ certificate }) => certificate.serialNumber],
  ['sha256', ({ certificate }) => certificate.sha256],
  ['key', ({ certificate }) => certificate.key],
  ['not_before', ({ certificate }) => certificate.notBefore],
  ['not_after', ({ certificate }) => certificate.notAfter],
  ['last_used_at', ({ lastUsedAt }) => lastUsedAt],
  ['revocation', ({ revocation }) => revocation.standing],
  ['revocation_reason', ({ revocation }) => revocation.reason],
  ['revocation_since', ({ revocation }) => revocation.since],
];

/** RFC 4180 with a header line. */
export async function* certificatesAsCsv(certificates: AsyncIterable<KnownCertificate>): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name));
  for await (const known of certificates) yield csvLine(columns.map(([, read]) => read(known)));
}
