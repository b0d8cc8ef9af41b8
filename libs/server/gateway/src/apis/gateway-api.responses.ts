import { ApiProperty } from '@nestjs/swagger';
import { CertificateJudgementResponse, CertificateResponse } from '@postern/certificates';
import {
  type CertificateSummary,
  type ErrorCode,
  type GatewayApi,
  type GatewayApiDefinition,
  type GatewayApiState,
  gatewayApiStates,
  type GatewayApplyResult,
  type GatewayDecision,
  type GatewayPolicyLine,
  type GatewayStatus,
  type GatewayTraceStep,
  type GatewayValidation,
  type Page,
} from '@postern/contracts';
import { ThumbprintsResponse } from '../gateway.responses.js';

class DefinitionResponse {
  @ApiProperty({ type: String })
  readonly name!: string;

  @ApiProperty({ type: String, example: '/orders' })
  readonly pathPrefix!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  readonly upstreamId!: string;

  @ApiProperty({ type: Object, description: '`GatewayPolicy`' })
  readonly policy!: GatewayApiDefinition['policy'];

  @ApiProperty({ type: Object, nullable: true })
  readonly rateLimit!: GatewayApiDefinition['rateLimit'];

  @ApiProperty({ type: Object })
  readonly forwardedHeaders!: GatewayApiDefinition['forwardedHeaders'];
}

export class GatewayApiResponse implements GatewayApi {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: gatewayApiStates })
  readonly state!: GatewayApiState;

  @ApiProperty({ type: DefinitionResponse })
  readonly draft!: GatewayApiDefinition;

  @ApiProperty({ type: DefinitionResponse, nullable: true, description: 'What serves.' })
  readonly applied!: GatewayApiDefinition | null;

  @ApiProperty({ type: Number, description: 'Counts up with every apply; 0: never.' })
  readonly version!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly appliedAt!: string | null;

  @ApiProperty({ type: String, example: 'https://localhost:9443/orders' })
  readonly url!: string;

  @ApiProperty({ type: [Object], description: 'The policy in both directions, line by line.' })
  readonly lines!: readonly GatewayPolicyLine[];

  @ApiProperty({ type: Object, nullable: true, description: 'Why the draft was not applied at the last attempt.' })
  readonly refused!: GatewayApi['refused'];

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updatedAt!: string;
}

export class GatewayApiPageResponse implements Page<GatewayApi> {
  @ApiProperty({ type: [GatewayApiResponse] })
  readonly items!: readonly GatewayApi[];

  @ApiProperty({ type: Number })
  readonly total!: number;

  @ApiProperty({ type: Number })
  readonly page!: number;

  @ApiProperty({ type: Number })
  readonly pageSize!: number;
}

export class ValidationResponse implements GatewayValidation {
  @ApiProperty({ type: Boolean })
  readonly valid!: boolean;

  @ApiProperty({ type: [Object] })
  readonly problems!: GatewayValidation['problems'];

  @ApiProperty({ type: String, nullable: true, description: 'What Nginx has against it.' })
  readonly nginx!: string | null;
}

export class ApplyResponse implements GatewayApplyResult {
  @ApiProperty({ type: GatewayApiResponse })
  readonly api!: GatewayApi;

  @ApiProperty({ type: Number })
  readonly generation!: number;

  @ApiProperty({ type: Number, description: 'From the request until Nginx served it.' })
  readonly milliseconds!: number;
}

export class DecisionResponse implements GatewayDecision {
  @ApiProperty({ type: Boolean })
  readonly allowed!: boolean;

  @ApiProperty({ type: Number, nullable: true })
  readonly status!: number | null;

  @ApiProperty({ type: String, nullable: true })
  readonly reason!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'gateway.other_thumbprint' })
  readonly code!: ErrorCode | null;

  @ApiProperty({ type: String, example: 'require.clauses.1' })
  readonly decidedBy!: string;

  @ApiProperty({ type: [Object] })
  readonly trace!: readonly GatewayTraceStep[];

  @ApiProperty({ type: CertificateResponse, nullable: true })
  readonly certificate!: CertificateSummary | null;

  @ApiProperty({ type: CertificateJudgementResponse, nullable: true })
  readonly judgement!: CertificateJudgementResponse | null;

  @ApiProperty({ type: ThumbprintsResponse, nullable: true })
  readonly thumbprints!: ThumbprintsResponse | null;
}

export class StatusResponse implements GatewayStatus {
  @ApiProperty({ type: Boolean })
  readonly enabled!: boolean;

  @ApiProperty({ type: String, example: 'https://localhost:9443' })
  readonly origin!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Number of the configuration that Nginx serves.' })
  readonly serving!: number | null;

  @ApiProperty({ type: Number, description: 'Number of the one that it should.' })
  readonly wanted!: number;

  @ApiProperty({ type: Number })
  readonly appliedApis!: number;

  @ApiProperty({ type: Object, nullable: true, description: 'The last configuration that Nginx refused.' })
  readonly refused!: GatewayStatus['refused'];
}
