import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import type { ClientTrustAnchor } from '@postern/contracts';

export class TrustAnchorResponse implements ClientTrustAnchor {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'Machines CA' })
  readonly name!: string;

  @ApiProperty({ type: CertificateResponse })
  readonly certificate!: CertificateResponse;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;
}
