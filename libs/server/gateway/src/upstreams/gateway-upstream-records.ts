import type { GatewayUpstream, GatewayReference } from '@postern/contracts';
import { readCertificatesPem } from '@postern/x509';
import { summaryOf } from '../certificates/gateway-certificate-records.js';
import { credentialOf } from './gateway-upstream.dto.js';

export interface UpstreamRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly addresses: readonly string[];
  readonly trustedCa: string | null;
  readonly skipCertificateChainValidation: boolean;
  readonly serverName: string | null;
  readonly certificateId: string | null;
  readonly apis: readonly GatewayReference[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** With the APIs that use it, as draft or applied. */
export const upstreamSelect = `
  select b.id, b.name, b.url, b.addresses, b.trusted_ca as "trustedCa", b.server_name as "serverName",
    b.skip_certificate_chain_validation as "skipCertificateChainValidation", b.certificate_id as "certificateId",
    b.created_at as "createdAt", b.updated_at as "updatedAt",
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name)
      from gateway_api a where b.id in (a.upstream_id, a.applied_upstream_id)), '[]') as apis
  from gateway_upstream b`;

export const upstreamRecord = ({ apis, certificateId, addresses: _, ...row }: UpstreamRow): GatewayUpstream => ({
  ...row,
  trustedCertificates: row.trustedCa === null ? [] : readCertificatesPem(row.trustedCa).map(summaryOf),
  credential: credentialOf(certificateId),
  usedBy: { apis },
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
