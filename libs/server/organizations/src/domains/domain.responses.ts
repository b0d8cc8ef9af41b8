import { ApiProperty } from '@nestjs/swagger';
import type { DomainRecord, Page } from '@postern/contracts';

class DomainProofResponse {
  @ApiProperty({ example: '_postern-challenge.example.org' })
  readonly name!: string;

  @ApiProperty({ example: 'postern-domain-verification=3f0c…' })
  readonly value!: string;
}

export class DomainResponse implements DomainRecord {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: 'example.org' })
  readonly domain!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly verifiedAt!: string | null;

  @ApiProperty({ enum: ['dns', 'administrator'], nullable: true, description: 'Null: not verified.' })
  readonly verifiedBy!: 'dns' | 'administrator' | null;

  @ApiProperty({ type: DomainProofResponse, description: 'TXT record of the DNS that proves the domain.' })
  readonly proof!: DomainProofResponse;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class DomainPageResponse implements Page<DomainRecord> {
  @ApiProperty({ type: [DomainResponse] })
  readonly items!: readonly DomainResponse[];

  @ApiProperty()
  readonly total!: number;

  @ApiProperty({ minimum: 0 })
  readonly page!: number;

  @ApiProperty()
  readonly pageSize!: number;
}
