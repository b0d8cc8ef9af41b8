import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import type { CertificateSummary, GatewayUpstream, GatewayCredential } from '@postern/contracts';
import { UsedByApisResponse } from '../gateway.responses.js';
import { UpstreamCredentialDto } from './gateway-upstream.dto.js';

export class GatewayUpstreamResponse implements GatewayUpstream {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String })
  readonly name!: string;

  @ApiProperty({ type: String, example: 'https://orders.internal:8443/v2' })
  readonly url!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly trustedCa!: string | null;

  @ApiProperty({ type: [CertificateResponse] })
  readonly trustedCertificates!: readonly CertificateSummary[];

  @ApiProperty({ type: Boolean })
  readonly skipCertificateChainValidation!: boolean;

  @ApiProperty({ type: String, nullable: true })
  readonly serverName!: string | null;

  @ApiProperty({ type: UpstreamCredentialDto })
  readonly credential!: GatewayCredential;

  @ApiProperty({ type: UsedByApisResponse })
  readonly usedBy!: UsedByApisResponse;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updatedAt!: string;
}
