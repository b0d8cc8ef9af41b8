import { ApiProperty } from '@nestjs/swagger';
import type { ClientGrant, Page } from '@postern/contracts';

export class ClientGrantResponse implements ClientGrant {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'q2Xw0mJ0R2-Qm6y5oK7h8A' })
  readonly client_id!: string;

  @ApiProperty({ type: String, example: 'https://invoices.example.org' })
  readonly audience!: string;

  @ApiProperty({ type: [String], example: ['read:invoices'] })
  readonly scope!: readonly string[];

  @ApiProperty({ type: Boolean })
  readonly on_behalf_of!: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updated_at!: string;
}

export class ClientGrantPageResponse implements Page<ClientGrant> {
  @ApiProperty({ type: [ClientGrantResponse] })
  readonly items!: readonly ClientGrantResponse[];

  @ApiProperty({ type: Number, example: 1 })
  readonly total!: number;

  @ApiProperty({ type: Number, example: 0 })
  readonly page!: number;

  @ApiProperty({ type: Number, example: 20 })
  readonly pageSize!: number;
}
