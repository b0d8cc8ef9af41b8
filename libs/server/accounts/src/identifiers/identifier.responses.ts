import { ApiProperty } from '@nestjs/swagger';
import { CertificateJudgementResponse, CertificateResponse, RenewalGuideResponse } from '@postern/certificates';
import {
  publicities,
  type CertificateJudgement,
  type CertificateState,
  type CertificateSummary,
  type Identifier,
  type LastUse,
  type Publicity,
  type RenewalGuide,
  type UnlinkedCertificate,
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

class LastUseResponse implements LastUse {
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly address!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly userAgent!: string | null;
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

  @ApiProperty({ type: CertificateJudgementResponse, nullable: true, description: 'Chain and tests, as of now.' })
  readonly judgement!: CertificateJudgement | null;

  @ApiProperty({
    type: LastUseResponse,
    nullable: true,
    description: 'The last sign-in, as long as the event log has it.',
  })
  readonly lastUse!: LastUse | null;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastUsedAt!: string | null;
}

export class UnlinkedCertificateResponse implements UnlinkedCertificate {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: IdentifierMethodResponse })
  readonly method!: IdentifierMethodResponse;

  @ApiProperty({ type: CertificateResponse })
  readonly certificate!: CertificateSummary;

  @ApiProperty({ enum: ['valid', 'expired', 'not_yet_valid'] })
  readonly state!: CertificateState;

  @ApiProperty({ type: RenewalGuideResponse, nullable: true, description: 'How to renew the certificate.' })
  readonly renewal!: RenewalGuide | null;

  @ApiProperty({ type: CertificateJudgementResponse, nullable: true, description: 'Chain and tests, as of now.' })
  readonly judgement!: CertificateJudgement | null;

  @ApiProperty({
    type: LastUseResponse,
    nullable: true,
    description: 'The last sign-in, as long as the event log has it.',
  })
  readonly lastUse!: LastUse | null;

  @ApiProperty({ format: 'date-time', description: 'Exact to the hour.' })
  readonly lastUsedAt!: string;
}
