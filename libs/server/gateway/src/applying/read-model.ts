import type { KeyEncryption } from '@postern/config';
import type { GatewayApiDefinition, GatewayPolicy } from '@postern/contracts';
import { Statements } from '@postern/database';
import { readCertificatesPem } from '@postern/x509';
import type { EntityManager } from 'typeorm';
import { vouchesForCertificate } from '../policy/policy-needs.js';
import type { GatewayModel, RoutedUpstream } from '../rendering/gateway-model.js';

interface ApiRow {
  readonly id: string;
  readonly applied: Omit<GatewayApiDefinition, 'policy'>;
  /** Null where Nginx has nothing to do with it. */
  readonly policy: GatewayPolicy | null;
}

interface UpstreamRow extends Omit<RoutedUpstream, 'trusted' | 'shown'> {
  readonly trustedCa: string | null;
  readonly certificateId: string | null;
  readonly der: Buffer | null;
  readonly chain: readonly Buffer[] | null;
  readonly encryptedKey: Buffer | null;
}

const apis = `
  select id, applied - 'policy' as applied,
    case when jsonb_typeof(applied -> 'rateLimit') = 'object' then applied -> 'policy' end as policy
  from gateway_api where applied is not null`;

const upstreams = `
  select b.id, b.url, b.addresses, b.trusted_ca as "trustedCa", b.server_name as "serverName",
    b.skip_certificate_chain_validation as "skipCertificateChainValidation",
    c.id as "certificateId", i.der, c.chain, c.encrypted_key as "encryptedKey"
  from gateway_upstream b
  left join gateway_certificate c on c.id = b.certificate_id
  left join certificate i on i.id = c.certificate_id
  where exists (select 1 from gateway_api a where a.applied_upstream_id = b.id)`;

/** The applied configuration as a transaction sees it, its own changes included. */
export const readGatewayModel = async (manager: EntityManager, encryption: KeyEncryption): Promise<GatewayModel> => {
  const apiRows = await Statements.in(manager).run<ApiRow>('gateway_api.serving', apis);
  const upstreamRows = await Statements.in(manager).run<UpstreamRow>('gateway_upstream.serving', upstreams);
  const open = keyOpener(encryption);
  return {
    apis: apiRows.map(({ id, applied, policy }) => ({
      ...applied,
      id,
      countedBy: policy !== null && vouchesForCertificate(policy) ? 'certificate' : 'address',
    })),
    upstreams: upstreamRows.map(({ trustedCa, ...row }) => ({
      ...row,
      trusted: trustedCa === null ? null : readCertificatesPem(trustedCa),
      shown: open(row),
    })),
  };
};

/** Many upstreams may use the same certificate: its key is decrypted once. */
const keyOpener = (encryption: KeyEncryption) => {
  const opened = new Map<string, RoutedUpstream['shown']>();
  return ({ certificateId, der, chain, encryptedKey }: Omit<UpstreamRow, 'trustedCa'>): RoutedUpstream['shown'] => {
    if (certificateId === null || der === null || encryptedKey === null) return null;
    const known = opened.get(certificateId);
    if (known !== undefined) return known;
    const shown = { certificates: [der, ...(chain ?? [])], key: encryption.decrypt(encryptedKey, certificateId) };
    opened.set(certificateId, shown);
    return shown;
  };
};
