import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse, RenewalGuideResponse } from '@postern/certificates';
import {
  publicities,
  type CertificateState,
  type CertificateSummary,
  type Identifier,
  type Publicity,
  type RenewalGuide,
} from '@postern/contracts';
import { NamedMethodResponse } from '@postern/management';

class IdentifierMethodResponse extends NamedMethodResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, nullable: true, description: "The provider's own picture: SVG as a data URL." })
  readonly icon!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly logoUrl!: string | null;
}

export class IdentifierResponse implements Identifier {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: IdentifierMethodResponse })
  readonly method!: IdentifierMethodResponse;

  @ApiProperty()
  readonly label!: string;

  @ApiProperty({ enum: publicities })
  readonly publicity!: Publicity;

  @ApiProperty({ type: CertificateResponse, nullable: true })
  readonly certificate!: CertificateSummary | null;

  @ApiProperty({ enum: ['valid', 'expired', 'not_yet_valid'], nullable: true })
  readonly state!: CertificateState | null;

  @ApiProperty({ type: RenewalGuideResponse, nullable: true, description: 'How to renew the certificate.' })
  readonly renewal!: RenewalGuide | null;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastUsedAt!: string | null;
}
