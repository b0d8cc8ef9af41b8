import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import type { CertificateSummary, GatewayCertificate } from '@postern/contracts';
import { ThumbprintsResponse, UsedByResponse } from '../gateway.responses.js';

export class GatewayCertificateResponse implements GatewayCertificate {
  @ApiProperty({ type: String, example: 'orders-upstream' })
  readonly id!: string;

  @ApiProperty({ type: CertificateResponse })
  readonly certificate!: CertificateSummary;

  @ApiProperty({ type: ThumbprintsResponse })
  readonly thumbprints!: ThumbprintsResponse;

  @ApiProperty({ type: Boolean })
  readonly selfSigned!: boolean;

  @ApiProperty({ type: [CertificateResponse], description: 'Presented with it, issuer first.' })
  readonly chain!: readonly CertificateSummary[];

  @ApiProperty({ type: UsedByResponse })
  readonly usedBy!: UsedByResponse;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updatedAt!: string;
}
