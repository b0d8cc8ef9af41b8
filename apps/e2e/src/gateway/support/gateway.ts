import type {
  GatewayApi,
  GatewayApplyResult,
  GatewayTrustAnchor,
  GatewayUpstream,
  GatewayUpstreamInput,
  GatewayCallerCertificate,
  GatewayCertificate,
  GatewayClause,
} from '@postern/contracts';
import type { Authority, Issued } from '@postern/dev-pki';
import type { PosternConfig } from '@postern/local';
import { Management } from '../../support/management.js';
import type { Upstream } from './upstream.js';

let made = 0;
/** A name that no other test has. */
export const fresh = (what: string): string => `${what}-${process.pid}-${(made += 1)}`;

/** What an administrator does at the gateway, over the management API. */
export class Gateway {
  private constructor(
    readonly postern: PosternConfig,
    readonly admin: Management,
  ) {}

  static async of(postern: PosternConfig): Promise<Gateway> {
    return new Gateway(postern, await Management.asAdministrator(postern));
  }

  addUpstream(
    { url, ca }: Pick<Upstream, 'url' | 'ca'>,
    more: Partial<GatewayUpstreamInput> = {},
  ): Promise<GatewayUpstream> {
    return this.admin.post('/gateway/upstreams', { name: fresh('upstream'), url, trustedCa: ca, ...more });
  }

  addCertificate({ pem, privateKeyPem }: Issued, id = fresh('certificate')): Promise<GatewayCertificate> {
    return this.admin.post('/gateway/certificates', { id, pem, key: privateKeyPem });
  }

  addCaller({ pem }: Issued): Promise<readonly GatewayCallerCertificate[]> {
    return this.admin.post('/gateway/caller-certificates', { pem });
  }

  addTrustAnchor({ pem }: Authority): Promise<GatewayTrustAnchor> {
    return this.admin.post('/gateway/trust-anchors', { pem });
  }

  /** An API that serves; `require` null lets everybody in. */
  async addApi(
    upstream: { readonly id: string },
    require: GatewayClause | null,
    more: object = {},
  ): Promise<GatewayApi> {
    const path = `/${fresh('api')}`;
    const input = { name: path.slice(1), pathPrefix: path, upstreamId: upstream.id, policy: { require }, ...more };
    const { id } = await this.admin.post<GatewayApi>('/gateway/apis', input);
    return (await this.apply(id)).api;
  }

  apply(id: string): Promise<GatewayApplyResult> {
    return this.admin.post(`/gateway/apis/${id}/apply`);
  }

  /** Changes the draft and applies it. */
  async change(id: string, changes: object): Promise<GatewayApplyResult> {
    await this.admin.patch(`/gateway/apis/${id}`, changes);
    return this.apply(id);
  }
}
