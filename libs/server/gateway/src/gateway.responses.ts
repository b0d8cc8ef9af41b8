import { ApiProperty } from '@nestjs/swagger';
import type { GatewayReference, GatewayThumbprints } from '@postern/contracts';

class ReferenceResponse implements GatewayReference {
  @ApiProperty({ type: String })
  readonly id!: string;

  @ApiProperty({ type: String })
  readonly name!: string;
}

export class ThumbprintsResponse implements GatewayThumbprints {
  @ApiProperty({ type: String, description: 'Of the DER, lower-case hexadecimal.' })
  readonly sha1!: string;

  @ApiProperty({ type: String, description: 'Of the DER, lower-case hexadecimal.' })
  readonly sha256!: string;
}

export class UsedByApisResponse {
  @ApiProperty({ type: [ReferenceResponse] })
  readonly apis!: readonly GatewayReference[];
}

export class UsedByResponse extends UsedByApisResponse {
  @ApiProperty({ type: [ReferenceResponse] })
  readonly upstreams!: readonly GatewayReference[];
}
