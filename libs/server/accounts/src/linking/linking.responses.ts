import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import {
  publicities,
  type CertificateSummary,
  type LinkableMethod,
  type LinkPreview,
  type LinkStart,
  type Publicity,
} from '@postern/contracts';

export class LinkableMethodResponse implements LinkableMethod {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 'mtls' })
  readonly type!: string;

  @ApiProperty()
  readonly name!: string;

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

export class LinkPreviewResponse implements LinkPreview {
  @ApiProperty({ format: 'uuid' })
  readonly methodId!: string;

  @ApiProperty()
  readonly methodName!: string;

  @ApiProperty({ type: CertificateResponse, nullable: true })
  readonly certificate!: CertificateSummary | null;

  @ApiProperty({ type: String, nullable: true })
  readonly problem!: string | null;

  @ApiProperty({ enum: publicities })
  readonly publicity!: Publicity;

  @ApiPropertyOptional({ type: RenewedIdentifierResponse, nullable: true })
  readonly renews?: RenewedIdentifierResponse | null;
}
