import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import {
  type CertificateSummary,
  type ErrorCode,
  type RevocationAuthority,
  type RevocationAuthorityUse,
  type RevocationListState,
  type RevocationSettings,
  type RevocationSourceKind,
  revocationSourceKinds,
  type RevocationState,
  revocationStates,
} from '@postern/contracts';

class AuthorityUseResponse implements RevocationAuthorityUse {
  @ApiProperty({ enum: ['people', 'applications', 'gateway'] })
  readonly trustedFor!: RevocationAuthorityUse['trustedFor'];

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The sign-in method, for people.' })
  readonly methodId!: string | null;
}

class RevocationSettingsResponse implements RevocationSettings {
  @ApiProperty({ enum: revocationSourceKinds })
  readonly source!: RevocationSourceKind;

  @ApiProperty({ type: String, nullable: true })
  readonly address!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly deltaAddress!: string | null;

  @ApiProperty({ type: Boolean })
  readonly insideNetwork!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'PEM.' })
  readonly responder!: string | null;

  @ApiProperty({ type: Number })
  readonly graceHours!: number;

  @ApiProperty({ type: Boolean })
  readonly acceptsSilence!: boolean;

  @ApiProperty({ type: Boolean })
  readonly sendsNonce!: boolean;

  @ApiProperty({ type: Boolean })
  readonly recheckSessions!: boolean;
}

class ListStateResponse implements RevocationListState {
  @ApiProperty({ type: Number })
  readonly entries!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly issuedAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly nextUpdate!: string;

  @ApiProperty({ type: String, description: 'The URL, or the name of the file or upload.' })
  readonly origin!: string;
}

class AnswersResponse {
  @ApiProperty({ type: Number })
  readonly kept!: number;

  @ApiProperty({ type: Number })
  readonly missing!: number;
}

class FailureResponse {
  @ApiProperty({ type: String, example: 'revocation.fetch_failed' })
  readonly code!: ErrorCode;

  @ApiProperty({ type: String })
  readonly detail!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;
}

class ProposalsResponse {
  @ApiProperty({ type: [String] })
  readonly lists!: readonly string[];

  @ApiProperty({ type: [String] })
  readonly deltas!: readonly string[];

  @ApiProperty({ type: [String] })
  readonly responders!: readonly string[];
}

export class RevocationAuthorityResponse implements RevocationAuthority {
  @ApiProperty({ type: String, description: '64 hexadecimal digits.' })
  readonly id!: string;

  @ApiProperty({ type: CertificateResponse })
  readonly certificate!: CertificateSummary;

  @ApiProperty({ type: [AuthorityUseResponse] })
  readonly usedBy!: readonly AuthorityUseResponse[];

  @ApiProperty({ type: RevocationSettingsResponse })
  readonly settings!: RevocationSettingsResponse;

  @ApiProperty({ enum: revocationStates })
  readonly state!: RevocationState;

  @ApiProperty({ type: ListStateResponse, nullable: true })
  readonly list!: ListStateResponse | null;

  @ApiProperty({ type: ListStateResponse, nullable: true })
  readonly deltaList!: ListStateResponse | null;

  @ApiProperty({ type: AnswersResponse, nullable: true, description: 'OCSP answers that are kept.' })
  readonly answers!: AnswersResponse | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly fetchedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly nextFetchAt!: string | null;

  @ApiProperty({ type: FailureResponse, nullable: true })
  readonly failure!: FailureResponse | null;

  @ApiProperty({ type: ProposalsResponse, description: 'URLs in certificates of this CA.' })
  readonly proposals!: ProposalsResponse;
}
