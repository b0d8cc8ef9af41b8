import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { GatewayTrustAnchorInput } from '@postern/contracts';
import { OptionalField, Text } from '@postern/management';
import { IsString, Length } from 'class-validator';

export class AddTrustAnchorDto implements GatewayTrustAnchorInput {
  @ApiPropertyOptional({ type: String, maxLength: 200, description: "The certificate's own name unless given." })
  @OptionalField()
  @Text({ max: 200 })
  readonly name?: string;

  @ApiProperty({ type: String, description: 'One CA certificate in PEM.' })
  @IsString()
  @Length(1, 65_536)
  readonly pem!: string;
}
