import type { CertificateSource } from '@postern/certificates';

/** Certificates of applications, and the trust anchors of others, for the inventory. */
export const applicationsCertificates: readonly CertificateSource[] = [
  {
    use: 'application',
    lastUse: 'kept',
    rows: `
      select k.certificate_id, c.client_id as holder_id, c.name as holder, k.id as within_id, coalesce(k.name, k.kid, '') as within,
        k.last_used_at, postern_fold(c.name) as words
      from client_credential k left join client c on c.client_id = k.client_id where k.certificate_id is not null`,
    // Keys without a certificate end too.
    ending: `
      select k.id as subject, k.client_id as holder, k.expires_at as ends_at, 'credential.expiring' as type, null::uuid as account_id, k.client_id,
        null::uuid as method_id,
        jsonb_build_object('credential', jsonb_build_object('id', k.id, 'name', k.name, 'credential_type', k.credential_type),
          'method', (select u.method from client_credential_use u where u.client_id = k.client_id and u.credential_id = k.id),
          'expires_at', to_char(k.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as details
      from client_credential k`,
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
