import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { GatewayCallerCertificateInput } from '@postern/contracts';
import { OptionalField, Text } from '@postern/management';
import { IsString, Length } from 'class-validator';

export class AddCallersDto implements GatewayCallerCertificateInput {
  @ApiPropertyOptional({ type: String, maxLength: 200, description: "The certificate's own name unless given." })
  @OptionalField()
  @Text({ max: 200 })
  readonly name?: string;

  @ApiProperty({ type: String, description: 'One certificate in PEM, or up to 1,000.' })
  @IsString()
  @Length(1, 2_000_000)
  readonly pem!: string;
}
