import type { CertificateSource } from '@postern/certificates';

/** Certificates of applications, and the trust anchors of others, for the inventory. */
export const applicationsCertificates: readonly CertificateSource[] = [
  {
    use: 'application',
    lastUse: 'kept',
    rows: `
      select k.certificate_id, c.client_id as holder_id, c.name as holder, k.id as within_id, coalesce(k.name, k.kid, '') as within,
        k.last_used_at, postern_fold(c.name) as words
      from client_credential k join client c on c.client_id = k.client_id where k.certificate_id is not null`,
  },
  {
    use: 'application_trust_anchor',
    lastUse: 'none',
    rows: `
      select t.certificate_id, t.id as holder_id, t.name as holder, null as within_id, null as within, null::timestamptz as last_used_at,
        postern_fold(t.name) as words
      from client_trust_anchor t`,
  },
];
