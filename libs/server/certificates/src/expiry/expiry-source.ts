import type { CertificateSource } from '../certificate-sources.js';

/**
 * SQL of the certificates of a source with the columns that a warning needs: `subject uuid`, `holder text`, `ends_at timestamptz`, and what the
 * event says of it: `type text`, `account_id uuid`, `client_id text`, `method_id uuid`, `details jsonb`. A feature that has more to say, such as of
 * keys without a certificate, brings its own (`CertificateSource.ending`).
 */
export const endingRows = ({ use, rows, ending }: CertificateSource): string => {
  if (ending !== undefined) return ending;
  const isPerson = use === 'person';
  // Uses other than people's are named by administrators: one name may stand for two of them.
  return `
    select c.id as subject, ${isPerson ? '' : `'${use} ' || `}s.holder_id::text as holder, c.not_after as ends_at,
      ${isPerson ? `'identifier.expiring'` : `'certificate.expiring'`} as type,
      ${isPerson ? 's.holder_id::uuid' : 'null::uuid'} as account_id, null::text as client_id,
      ${isPerson ? 's.within_id::uuid' : 'null::uuid'} as method_id,
      jsonb_build_object('name', c.summary -> 'name', 'issuer', c.summary -> 'issuerName', 'serialNumber', c.summary -> 'serialNumber',
        'sha256', c.summary -> 'sha256', 'notAfter', c.summary -> 'notAfter')
        ${isPerson ? '' : `|| jsonb_build_object('use', '${use}', 'holder', s.holder)`} as details
    from certificate c join (${rows}) s on s.certificate_id = c.id`;
};

/** SQL (boolean): whether an end (SQL, timestamptz) is as near as the first warning of this installation. False if already expired. */
export const expirySoon = (endsAt: string): string =>
  `(${endsAt} > now() and ${endsAt} <= now() + make_interval(days => (select max(day) from expiry_setting, unnest(days) as day)))`;
