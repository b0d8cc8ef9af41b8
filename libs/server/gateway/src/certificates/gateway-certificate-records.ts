import type { CertificateSummary, GatewayCertificate, GatewayReference, GatewayThumbprints } from '@postern/contracts';
import { type Certificate, isSelfSigned, parseCertificate, sha1, summarize } from '@postern/x509';

export interface GatewayCertificateRow {
  readonly id: string;
  readonly der: Buffer;
  readonly chain: readonly Buffer[];
  readonly apis: readonly GatewayReference[];
  readonly upstreams: readonly GatewayReference[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Certificates with their uses: the upstreams that show them, and the APIs that go there, in a draft or in what serves. */
export const certificateSelect = `
  select c.id, i.der, c.chain, c.created_at as "createdAt", c.updated_at as "updatedAt",
    coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by b.name)
      from gateway_upstream b where b.certificate_id = c.id), '[]') as upstreams,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name)
      from gateway_api a where exists (select 1 from gateway_upstream b
        where b.certificate_id = c.id and b.id in (a.upstream_id, a.applied_upstream_id))), '[]') as apis
  from gateway_certificate c join certificate i on i.id = c.certificate_id`;

export const thumbprintsOf = ({ der, sha256 }: Pick<Certificate, 'der' | 'sha256'>): GatewayThumbprints => ({
  sha1: sha1(der),
  sha256,
});

export const summaryOf = (der: Uint8Array): CertificateSummary => summarize(parseCertificate(der));

export const certificateRecord = ({
  id,
  der,
  chain,
  apis,
  upstreams,
  ...row
}: GatewayCertificateRow): GatewayCertificate => {
  const certificate = parseCertificate(der);
  return {
    id,
    certificate: summarize(certificate),
    thumbprints: thumbprintsOf(certificate),
    selfSigned: isSelfSigned(certificate),
    chain: chain.map(summaryOf),
    usedBy: { apis, upstreams },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
};
