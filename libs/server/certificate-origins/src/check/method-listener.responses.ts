import { ApiProperty } from '@nestjs/swagger';
import {
  type ListenerCheckName,
  listenerChecks,
  type ListenerNames,
  type ListenerOutcome,
  listenerOutcomes,
  type ListenerReport,
  type ListenerState,
  listenerStates,
  type MethodListenerStatus,
} from '@postern/contracts';

export class MethodListenerResponse implements MethodListenerStatus {
  @ApiProperty({ enum: listenerStates })
  readonly state!: ListenerState;

  @ApiProperty({ type: String, example: 'https://acme.mtls.example.org', description: 'Where people are led to now.' })
  readonly origin!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What the settings ask for, where it is another origin.' })
  readonly wanted!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly since!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "Nginx's or the system's own words." })
  readonly reason!: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'Without an agent: files for Nginx.' })
  readonly files!: Readonly<Record<string, string>> | null;
}

class ListenerNamesResponse implements ListenerNames {
  @ApiProperty({ type: [String], example: ['CN=Example CA,O=Example'] })
  readonly sent!: readonly string[];

  @ApiProperty({ type: [String] })
  readonly missing!: readonly string[];

  @ApiProperty({ type: [String] })
  readonly extra!: readonly string[];

  @ApiProperty({ type: Number })
  readonly octets!: number;
}

class ListenerCheckResponse {
  @ApiProperty({ enum: listenerChecks })
  readonly name!: ListenerCheckName;

  @ApiProperty({ enum: listenerOutcomes })
  readonly outcome!: ListenerOutcome;

  @ApiProperty({ type: String, nullable: true })
  readonly detail!: string | null;
}

export class ListenerReportResponse implements ListenerReport {
  @ApiProperty({ type: String })
  readonly origin!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly checkedAt!: string;

  @ApiProperty({ type: [ListenerCheckResponse] })
  readonly checks!: readonly ListenerCheckResponse[];

  @ApiProperty({ type: ListenerNamesResponse, nullable: true })
  readonly names!: ListenerNames | null;
}
