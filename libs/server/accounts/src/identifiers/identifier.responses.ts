import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import {
  publicities,
  type CertificateState,
  type CertificateSummary,
  type Identifier,
  type Publicity,
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

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastUsedAt!: string | null;
}
