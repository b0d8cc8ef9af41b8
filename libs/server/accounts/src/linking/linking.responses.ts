import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CertificateJudgementResponse, CertificateResponse } from '@postern/certificates';
import {
  publicities,
  type CertificateJudgement,
  type CertificateSummary,
  type ErrorCode,
  type LinkableMethod,
  type LinkPreview,
  type LinkRefusal,
  type LinkStart,
  type Publicity,
} from '@postern/contracts';
import { NamedMethodResponse } from '@postern/management';

export class LinkableMethodResponse extends NamedMethodResponse implements LinkableMethod {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, nullable: true, description: "The provider's own picture: SVG as a data URL." })
  readonly icon!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly logoUrl!: string | null;

  @ApiProperty({ enum: publicities })
  readonly defaultPublicity!: Publicity;
}

export class LinkStartResponse implements LinkStart {
  @ApiProperty({ format: 'uri' })
  readonly startUrl!: string;
}

class RenewedIdentifierResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly label!: string;
}

class LinkedMethodResponse extends NamedMethodResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
}

export class LinkPreviewResponse implements LinkPreview {
  @ApiProperty({ type: LinkedMethodResponse })
  readonly method!: LinkedMethodResponse;

  @ApiProperty({ type: CertificateResponse, nullable: true })
  readonly certificate!: CertificateSummary | null;

  @ApiProperty({ type: CertificateJudgementResponse, nullable: true })
  readonly judgement!: CertificateJudgement | null;

  @ApiProperty({ type: String, nullable: true })
  readonly problem!: string | null;

  @ApiProperty({ enum: publicities })
  readonly publicity!: Publicity;

  @ApiPropertyOptional({ type: RenewedIdentifierResponse, nullable: true })
  readonly renews?: RenewedIdentifierResponse | null;
}

export class LinkRefusalResponse implements LinkRefusal {
  @ApiProperty({ type: String, example: 'certificate.revoked' })
  readonly code!: ErrorCode;

  @ApiProperty({ type: CertificateResponse, nullable: true })
  readonly certificate!: CertificateSummary | null;

  @ApiProperty({ type: CertificateJudgementResponse, nullable: true })
  readonly judgement!: CertificateJudgement | null;
}
