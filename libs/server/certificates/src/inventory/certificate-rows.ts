import type {
  CertificatePlace,
  CertificateStandingRecord,
  CertificateSummary,
  KnownCertificate,
} from '@postern/contracts';

export interface CertificateRow {
  readonly id: string;
  readonly der: Buffer;
  readonly summary: CertificateSummary;
  readonly notAfter: Date;
  readonly createdAt: Date;
  /** Times in the text form of the database. */
  readonly places: readonly CertificatePlace[];
  readonly lastUsedAt: Date | null;
}

/**
 * SQL of `CertificateRow`s for the certificates of a selection.
 *
 * @param chosen SQL of a query for rows of `certificate`
 * @param lastUses SQL of `CertificateSources.lastUses`
 * @param mostPlaces maximum uses for each certificate
 */
export const certificateRows = (chosen: string, lastUses: string, mostPlaces: number): string => `
  select c.id, c.der, c.summary, c.not_after as "notAfter", c.created_at as "createdAt", p.places,
    greatest(p.last_used_at, l.last_used_at) as "lastUsedAt"
  from (${chosen}) as c
  cross join lateral (
    select coalesce(json_agg(json_build_object('use', u.use, 'holder', json_build_object('id', u.holder_id, 'name', u.holder),
        'within', case when u.within_id is not null then json_build_object('id', u.within_id, 'name', u.within) end,
        'lastUsedAt', u.last_used_at)), '[]') as places,
      max(u.last_used_at) as last_used_at, bool_or(u.last_use = 'seen') as is_seen
    from (select * from used where used.certificate_id = c.id limit ${mostPlaces}) as u
  ) as p
  left join lateral (select * from (${lastUses}) as uses where uses.sha256 = c.sha256 and p.is_seen) as l on true`;

export const knownCertificate = (row: CertificateRow, revocation: CertificateStandingRecord): KnownCertificate => ({
  id: row.id,
  certificate: row.summary,
  usedFor: row.places.map((place) => ({
    ...place,
    lastUsedAt: place.lastUsedAt === null ? null : new Date(place.lastUsedAt).toISOString(),
  })),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revocation,
  createdAt: row.createdAt.toISOString(),
});
