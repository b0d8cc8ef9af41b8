import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import type { CertificateSummary, GatewayCallerCertificate, Page } from '@postern/contracts';
import { ThumbprintsResponse } from '../gateway.responses.js';

export class CallerCertificateResponse implements GatewayCallerCertificate {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String })
  readonly name!: string;

  @ApiProperty({ type: String })
  readonly pem!: string;

  @ApiProperty({ type: CertificateResponse })
  readonly certificate!: CertificateSummary;

  @ApiProperty({ type: ThumbprintsResponse })
  readonly thumbprints!: ThumbprintsResponse;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;
}

export class CallerCertificatePageResponse implements Page<GatewayCallerCertificate> {
  @ApiProperty({ type: [CallerCertificateResponse] })
  readonly items!: readonly GatewayCallerCertificate[];

  @ApiProperty({ type: Number })
  readonly total!: number;

  @ApiProperty({ type: Number })
  readonly page!: number;

  @ApiProperty({ type: Number })
  readonly pageSize!: number;
}
