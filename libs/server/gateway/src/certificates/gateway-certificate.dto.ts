import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { GatewayCertificateInput } from '@postern/contracts';
import { OptionalField } from '@postern/management';
import { IsBase64, IsString, Length, Matches, MaxLength } from 'class-validator';

/** Either `pfx` with its password, or `pem` with `key`. */
export class CertificateUploadDto implements Omit<GatewayCertificateInput, 'id'> {
  @ApiPropertyOptional({ type: String, description: '.pfx/.p12 in base64, 1 MB at most.' })
  @OptionalField()
  @IsBase64({}, { message: '$property must be a file in base64' })
  @Length(1, 1_400_000)
  readonly pfx?: string;

  @ApiPropertyOptional({ type: String, description: 'Of the .pfx, or of an encrypted PEM key. May be empty.' })
  @OptionalField()
  @IsString()
  @MaxLength(1000)
  readonly password?: string;

  @ApiPropertyOptional({ type: String, description: 'Certificate in PEM; its chain and its key may follow.' })
  @OptionalField()
  @IsString()
  @Length(1, 300_000)
  readonly pem?: string;

  @ApiPropertyOptional({ type: String, description: 'Private key in PEM: PKCS #8, PKCS #1 or SEC 1.' })
  @OptionalField()
  @IsString()
  @Length(1, 65_536)
  readonly key?: string;
}

export class CreateCertificateDto extends CertificateUploadDto implements GatewayCertificateInput {
  @ApiProperty({
    type: String,
    example: 'orders-upstream',
    description: 'Letters, digits, ".", "_", "-"; 1 to 80 characters.',
  })
  @IsString()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, {
    message: '$property must be 1 to 80 letters, digits, ".", "_" or "-", and begin with a letter or digit',
  })
  readonly id!: string;
}
