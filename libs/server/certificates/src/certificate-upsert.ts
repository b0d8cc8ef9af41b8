import { createHash } from 'node:crypto';
import type { Statements } from '@postern/database';
import type { PresentedCertificate } from '@postern/requests';

/**
 * SQL that stores a certificate unless it is there, and returns its `id` either way; to run alone or as part of a larger
 * statement. Takes `certificateValues` from parameter number `first` on; stores nothing when they are null.
 *
 * `do nothing` would return no row, and a row that another transaction is just writing could not be selected either; the
 * update that changes nothing waits for it.
 *
 * @param condition SQL; nothing is stored unless it holds
 */
export const certificateUpsert = (first: number, condition = 'true'): string => `
  insert into certificate (sha256, der, summary, not_before, not_after, sha1)
  select $${first}::bytea, $${first + 1}::bytea, $${first + 2}::jsonb, $${first + 3}::timestamptz, $${first + 4}::timestamptz,
    $${first + 5}::bytea
  where $${first}::bytea is not null and ${condition}
  on conflict (sha256) do update set sha256 = excluded.sha256
  returning id`;

/** Stores the certificate unless it is there. @returns its id */
export const registerCertificate = async (
  statements: Statements,
  certificate: PresentedCertificate,
): Promise<string> => {
  const values = certificateValues(certificate);
  return (await statements.only<{ id: string }>('certificate.register', certificateUpsert(1), values)).id;
};

export const certificateValues = (certificate: PresentedCertificate | null): readonly unknown[] => {
  if (certificate === null) return [null, null, null, null, null, null];
  const der = Buffer.from(certificate.der);
  const { summary } = certificate;
  const [sha256, sha1] = ['sha256', 'sha1'].map((name) => createHash(name).update(der).digest());
  return [sha256, der, toJsonb(summary), summary.notBefore, summary.notAfter, sha1];
};

/** PostgreSQL's jsonb takes neither NUL nor half a surrogate pair (manual §8.14); a certificate's names may hold both. */
const toJsonb = (summary: object): string =>
  JSON.stringify(summary, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/\0|\p{Surrogate}/gu, '\ufffd') : value,
  );
