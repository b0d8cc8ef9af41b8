import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import {
  publicities,
  revocationReasons,
  type CertificateSummary,
  type ErrorCode,
  type LinkableMethod,
  type LinkPreview,
  type LinkRefusal,
  type LinkStart,
  type Publicity,
  type RefusalFacts,
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

  @ApiProperty({ type: String, nullable: true })
  readonly problem!: string | null;

  @ApiProperty({ enum: publicities })
  readonly publicity!: Publicity;

  @ApiPropertyOptional({ type: RenewedIdentifierResponse, nullable: true })
  readonly renews?: RenewedIdentifierResponse | null;
}

class RevocationResponse implements NonNullable<RefusalFacts['revocation']> {
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ enum: revocationReasons })
  readonly reason!: NonNullable<RefusalFacts['revocation']>['reason'];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The issuer that is revoked; null: the certificate itself.',
  })
  readonly authority!: string | null;
}

class RefusalFactsResponse implements RefusalFacts {
  @ApiPropertyOptional({ description: 'OID of an extension, an algorithm, or a name.' })
  readonly about?: string;

  @ApiPropertyOptional({ type: RevocationResponse })
  readonly revocation?: RevocationResponse;
}

export class LinkRefusalResponse implements LinkRefusal {
  @ApiProperty({ type: String, example: 'certificate.revoked' })
  readonly code!: ErrorCode;

  @ApiProperty({ type: CertificateResponse, nullable: true })
  readonly certificate!: CertificateSummary | null;

  @ApiProperty({ type: RefusalFactsResponse, nullable: true })
  readonly facts!: RefusalFacts | null;
}
