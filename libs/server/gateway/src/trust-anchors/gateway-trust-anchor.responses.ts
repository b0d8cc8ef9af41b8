import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import type { CertificateSummary, GatewayTrustAnchor } from '@postern/contracts';
import { ThumbprintsResponse, UsedByApisResponse } from '../gateway.responses.js';

export class GatewayTrustAnchorResponse implements GatewayTrustAnchor {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String })
  readonly name!: string;

  @ApiProperty({ type: CertificateResponse })
  readonly certificate!: CertificateSummary;

  @ApiProperty({ type: ThumbprintsResponse })
  readonly thumbprints!: ThumbprintsResponse;

  @ApiProperty({ type: UsedByApisResponse })
  readonly usedBy!: UsedByApisResponse;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;
}
