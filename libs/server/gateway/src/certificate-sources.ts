import type { CertificateSource } from '@postern/certificates';

const named = (table: string): string => `
  select t.certificate_id, t.id as holder_id, t.name as holder, null as within_id, null as within, null::timestamptz as last_used_at,
    postern_fold(t.name) as words
  from ${table} t`;

/** Certificates of callers, the gateway's own, and its trust anchors, for the inventory. */
export const gatewaysCertificates: readonly CertificateSource[] = [
  { use: 'caller', lastUse: 'seen', rows: named('gateway_caller_certificate') },
  { use: 'caller_trust_anchor', lastUse: 'none', rows: named('gateway_trust_anchor') },
  {
    use: 'gateway',
    lastUse: 'none',
    rows: `
      select g.certificate_id, g.id as holder_id, g.id as holder, u.id as within_id, u.name as within, null::timestamptz as last_used_at,
        postern_fold(g.id) as words
      from gateway_certificate g left join gateway_upstream u on u.certificate_id = g.id`,
  },
];
