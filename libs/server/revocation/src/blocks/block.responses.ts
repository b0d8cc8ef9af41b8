import { ApiProperty } from '@nestjs/swagger';
import type { CertificateBlockRecord } from '@postern/contracts';

class BlockCreatorResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String })
  readonly name!: string;
}

export class BlockResponse implements CertificateBlockRecord {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the DER, lower-case hexadecimal.' })
  readonly sha256!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'RFC 4514.' })
  readonly issuer!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Upper-case hexadecimal.' })
  readonly serialNumber!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly name!: string | null;

  @ApiProperty({ type: String })
  readonly reason!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly until!: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: BlockCreatorResponse, nullable: true })
  readonly createdBy!: BlockCreatorResponse | null;
}
