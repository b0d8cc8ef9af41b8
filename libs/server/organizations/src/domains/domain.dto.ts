import { ApiProperty } from '@nestjs/swagger';
import type { DomainChange, DomainInput } from '@postern/contracts';
import { Text } from '@postern/management';
import { IsBoolean } from 'class-validator';

export class NewDomainDto implements DomainInput {
  @ApiProperty({ type: String, maxLength: 253, example: 'example.org' })
  @Text({ max: 253 })
  readonly domain!: string;
}

export class DomainChangeDto implements DomainChange {
  @ApiProperty({ description: 'Set by administrators of the system, without a proof.' })
  @IsBoolean()
  readonly verified!: boolean;
}
