import { ApiProperty } from '@nestjs/swagger';
import {
  type CertificatePlace,
  type CertificateStandingRecord,
  type CertificateTimeline,
  type CertificateUse,
  certificateUses,
  type KnownCertificate,
  type KnownCertificateDetail,
  type Page,
} from '@postern/contracts';
import { CertificateJudgementResponse } from '../certificate-judgement.responses.js';
import { CertificateResponse } from '../certificate.responses.js';
import { RenewalGuideDto } from '../renewal/renewal-guide.dto.js';

const standings = ['good', 'revoked', 'blocked', 'unknown', 'unchecked'] as const;

class PlaceNameResponse {
  @ApiProperty({ type: String })
  readonly id!: string;

  @ApiProperty({ type: String })
  readonly name!: string;
}

class CertificatePlaceResponse implements CertificatePlace {
  @ApiProperty({ enum: certificateUses })
  readonly use!: CertificateUse;

  @ApiProperty({ type: PlaceNameResponse, description: 'Person, application, caller, method or trust anchor.' })
  readonly holder!: PlaceNameResponse;

  @ApiProperty({ type: PlaceNameResponse, nullable: true, description: 'Sign-in method, credential or upstream.' })
  readonly within!: PlaceNameResponse | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastUsedAt!: string | null;
}

class KnownStandingResponse implements CertificateStandingRecord {
  @ApiProperty({ enum: standings, description: '`unchecked`: Postern does not check whether its CA has revoked it.' })
  readonly standing!: (typeof standings)[number];

  @ApiProperty({ type: String, nullable: true })
  readonly reason!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly since!: string | null;
}

export class KnownCertificateResponse implements KnownCertificate {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: CertificateResponse })
  readonly certificate!: CertificateResponse;

  @ApiProperty({ type: [CertificatePlaceResponse], description: 'At most 20 in a list.' })
  readonly usedFor!: readonly CertificatePlaceResponse[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastUsedAt!: string | null;

  @ApiProperty({ type: KnownStandingResponse })
  readonly revocation!: KnownStandingResponse;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;
}

class CertificateThumbprintsResponse {
  @ApiProperty({ type: String, description: 'Lower-case hexadecimal.' })
  readonly sha1!: string;

  @ApiProperty({ type: String, description: 'Lower-case hexadecimal.' })
  readonly sha256!: string;
}

export class KnownCertificateDetailResponse extends KnownCertificateResponse implements KnownCertificateDetail {
  @ApiProperty({ type: String })
  readonly pem!: string;

  @ApiProperty({ type: CertificateThumbprintsResponse })
  readonly thumbprints!: CertificateThumbprintsResponse;

  @ApiProperty({ type: RenewalGuideDto, nullable: true, description: 'How people renew what this CA issues.' })
  readonly renewal!: RenewalGuideDto | null;

  @ApiProperty({ type: CertificateJudgementResponse, nullable: true })
  readonly judgement!: CertificateJudgementResponse | null;
}

export class KnownCertificatePageResponse implements Page<KnownCertificate> {
  @ApiProperty({ type: [KnownCertificateResponse] })
  readonly items!: readonly KnownCertificateResponse[];

  @ApiProperty({ type: 'integer' })
  readonly total!: number;

  @ApiProperty({ type: 'integer' })
  readonly page!: number;

  @ApiProperty({ type: 'integer' })
  readonly pageSize!: number;
}

class TimelinePeriodResponse {
  @ApiProperty({ type: String, format: 'date' })
  readonly from!: string;

  @ApiProperty({ type: 'integer' })
  readonly count!: number;
}

export class CertificateTimelineResponse implements CertificateTimeline {
  @ApiProperty({ type: 'integer' })
  readonly expired!: number;

  @ApiProperty({ type: [TimelinePeriodResponse], description: 'The current week or month first.' })
  readonly periods!: readonly TimelinePeriodResponse[];

  @ApiProperty({ type: 'integer', description: 'Those that expire after the last period.' })
  readonly later!: number;
}
