import { ApiProperty } from '@nestjs/swagger';
import type { OfferingApplications } from '@postern/contracts';

class OfferingApplicationResponse {
  @ApiProperty({ type: String })
  readonly clientId!: string;

  @ApiProperty({ type: String })
  readonly name!: string;
}

export class OfferingApplicationsResponse implements OfferingApplications {
  @ApiProperty({ type: [OfferingApplicationResponse], description: 'By name; at most 20.' })
  readonly applications!: readonly OfferingApplicationResponse[];

  @ApiProperty({ type: Number })
  readonly total!: number;
}
