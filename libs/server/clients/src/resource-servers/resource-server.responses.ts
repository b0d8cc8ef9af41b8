import { ApiProperty } from '@nestjs/swagger';
import type { Page, ResourceServer } from '@postern/contracts';
import { accessTokenAlgorithms, accessTokenFormats } from './resource-server.dto.js';

class ApiScopeResponse {
  @ApiProperty({ type: String, example: 'read:invoices' })
  readonly value!: string;

  @ApiProperty({ type: String, nullable: true, example: 'See invoices' })
  readonly description!: string | null;
}

export class ResourceServerResponse implements ResourceServer {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'Invoices' })
  readonly name!: string;

  @ApiProperty({ type: String, example: 'https://invoices.example.org' })
  readonly identifier!: string;

  @ApiProperty({ type: [ApiScopeResponse] })
  readonly scopes!: readonly ApiScopeResponse[];

  @ApiProperty({ enum: accessTokenFormats })
  readonly access_token_format!: ResourceServer['access_token_format'];

  @ApiProperty({ enum: accessTokenAlgorithms })
  readonly signing_alg!: ResourceServer['signing_alg'];

  @ApiProperty({ type: Number, example: 3600, description: 'Seconds.' })
  readonly access_token_ttl!: number;

  @ApiProperty({ type: String, nullable: true })
  readonly client_id!: string | null;

  @ApiProperty({ type: Boolean, description: 'The management API itself.' })
  readonly built_in!: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updated_at!: string;
}

export class ResourceServerPageResponse implements Page<ResourceServer> {
  @ApiProperty({ type: [ResourceServerResponse] })
  readonly items!: readonly ResourceServerResponse[];

  @ApiProperty({ type: Number, example: 1 })
  readonly total!: number;

  @ApiProperty({ type: Number, example: 0 })
  readonly page!: number;

  @ApiProperty({ type: Number, example: 20 })
  readonly pageSize!: number;
}
