import { validityOf } from '@postern/ui';
import { useGatewayApis } from '../api/apis.api';
import { useTrustAnchors } from '../trust-anchors/trust-anchors.api';
import { useUpstreams } from '../upstreams/upstreams.api';
import { useCallers } from '../callers/callers.api';
import { useCertificates } from '../certificates/certificates.api';

/** The number of each; undefined while loading. */
export interface GatewayInventory {
  readonly apis?: number;
  readonly upstreams?: number;
  readonly certificates?: number;
  /** The gateway's own certificates that have expired or expire within 30 days. */
  readonly expiring: number;
  readonly callers?: number;
  readonly trust_anchors?: number;
}

export const useInventory = (): GatewayInventory => {
  const { data: apis } = useGatewayApis('', 0, 1);
  const { data: callers } = useCallers('', 0, 1);
  const { data: certificates } = useCertificates();
  const { data: upstreams } = useUpstreams();
  const { data: trustAnchors } = useTrustAnchors();
  const now = Date.now();
  const ends = new Set(['soon', 'over']);
  return {
    apis: apis?.total,
    upstreams: upstreams?.length,
    certificates: certificates?.length,
    expiring: certificates?.filter(({ certificate }) => ends.has(validityOf(certificate, now).phase)).length ?? 0,
    callers: callers?.total,
    trust_anchors: trustAnchors?.length,
  };
};
