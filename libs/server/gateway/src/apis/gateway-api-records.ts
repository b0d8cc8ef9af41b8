import { isDeepStrictEqual } from 'node:util';
import type { GatewayApi, GatewayApiDefinition, GatewayApiState } from '@postern/contracts';
import type { Statements } from '@postern/database';
import { sha1 } from '@postern/x509';
import { NotFoundError } from '@postern/errors';
import { type OutboundSide, policyLines } from '../policy/policy-lines.js';
import type { GatewayApiEntity } from './gateway-api.entity.js';

/** A row with the settings of its upstream. */
export interface ApiRow extends Omit<GatewayApiEntity, 'appliedPathPrefix' | 'appliedUpstreamId'> {
  readonly upstreamName: string;
  readonly upstreamUrl: string;
  readonly skipCertificateChainValidation: boolean;
  readonly certificateId: string | null;
  readonly certificateDer: Buffer | null;
}

export const apiSelect = `
  select a.id, a.name, a.path_prefix as "pathPrefix", a.upstream_id as "upstreamId", a.policy, a.rate_limit as "rateLimit",
    a.forwarded_headers as "forwardedHeaders", a.applied, a.former_policy as "formerPolicy",
    a.former_upstream_id as "formerUpstreamId", a.version, a.applied_at as "appliedAt", a.refused, a.created_at as "createdAt", a.updated_at as "updatedAt",
    b.name as "upstreamName", b.url as "upstreamUrl", b.certificate_id as "certificateId", i.der as "certificateDer",
    b.skip_certificate_chain_validation as "skipCertificateChainValidation"
  from gateway_api a
  join gateway_upstream b on b.id = a.upstream_id
  left join gateway_certificate c on c.id = b.certificate_id
  left join certificate i on i.id = c.certificate_id`;

/** @throws NotFoundError */
export const findApi = async (statements: Statements, id: string, more = ''): Promise<ApiRow> => {
  const row = await statements.one<ApiRow>(`gateway_api.find ${more}`, `${apiSelect} where a.id = $1 ${more}`, [id]);
  if (row === undefined) throw new NotFoundError('gateway.api_not_found');
  return row;
};

export const draftOf = ({
  name,
  pathPrefix,
  upstreamId,
  policy,
  rateLimit,
  forwardedHeaders,
}: ApiRow): GatewayApiDefinition => ({
  name,
  pathPrefix,
  upstreamId,
  policy,
  rateLimit,
  forwardedHeaders,
});

const stateOf = (row: ApiRow): GatewayApiState => {
  if (row.applied === null) return 'draft';
  return isDeepStrictEqual(row.applied, draftOf(row)) ? 'applied' : 'changed';
};

const outboundOf = ({
  upstreamName,
  upstreamUrl,
  skipCertificateChainValidation,
  certificateId,
  certificateDer,
}: ApiRow): OutboundSide => ({
  name: upstreamName,
  url: upstreamUrl,
  skipCertificateChainValidation,
  credential:
    certificateId === null || certificateDer === null ? null : { certificateId, thumbprint: sha1(certificateDer) },
});

/** @param origin of the gateway */
export const apiRecord = (row: ApiRow, origin: string): GatewayApi => ({
  id: row.id,
  state: stateOf(row),
  draft: draftOf(row),
  applied: row.applied,
  version: row.version,
  appliedAt: row.appliedAt?.toISOString() ?? null,
  url: `${origin}${row.pathPrefix}`,
  lines: policyLines(row, outboundOf(row)),
  refused: row.refused,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
