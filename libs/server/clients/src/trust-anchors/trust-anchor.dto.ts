import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ClientTrustAnchorInput } from '@postern/contracts';
import { NullableField, Text } from '@postern/management';
import { IsString, Length } from 'class-validator';

export class CreateTrustAnchorDto implements ClientTrustAnchorInput {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 100,
    example: 'Machines CA',
    description: "The certificate's own name unless given.",
  })
  @NullableField()
  @Text({ max: 100 })
  readonly name?: string | null;

  @ApiProperty({
    type: String,
    description: 'The certificate of one CA, PEM. If another CA issued it, add that one first.',
    example: '-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n',
  })
  @IsString()
  @Length(1, 65_536)
  readonly pem!: string;
}
