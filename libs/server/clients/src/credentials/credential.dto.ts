import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ClientCredentialInput,
  type CredentialSan,
  credentialTypes,
  type CredentialType,
  sanTypes,
} from '@postern/contracts';
import { NullableField, OptionalField, Text, TimeWithZone } from '@postern/management';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsString, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { ReadOnlyField } from '../auth0-shapes/read-only-field.js';
import { assertionAlgorithms, type AssertionAlgorithm } from './assertion-algorithms.js';

/** Characters; the readers refuse longer texts with errors of their own. */
const longestText = 100_000;

export class CredentialSanDto implements CredentialSan {
  @ApiProperty({ enum: sanTypes })
  @IsIn(sanTypes)
  readonly type!: CredentialSan['type'];

  @ApiProperty({ type: String, example: 'payroll.example.org' })
  @IsString()
  @MaxLength(longestText)
  readonly value!: string;
}

const pemExample = '-----BEGIN CERTIFICATE-----\nMIIC…\n-----END CERTIFICATE-----\n';

export class CredentialDto implements ClientCredentialInput {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100, example: 'Payroll, spring' })
  @NullableField()
  @Text({ max: 100 })
  readonly name?: string | null;

  @ApiProperty({ enum: credentialTypes })
  @IsIn(credentialTypes)
  readonly credential_type!: CredentialType;

  @ApiPropertyOptional({
    type: String,
    example: pemExample,
    description:
      'One certificate for x509_cert and cert_subject_dn, a public key (SPKI) for public_key. Newlines may be escaped.',
  })
  @OptionalField()
  @IsString()
  @MaxLength(longestText)
  readonly pem?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'C=XX\nST=StateName\nL=CityName\nO=CompanyName\nOU=CompanySectionName\nCN=CommonNameOrHostname',
    description: 'For cert_subject_dn: lines, most general part first, or RFC 4514 on one line.',
  })
  @OptionalField()
  @IsString()
  @MaxLength(longestText)
  readonly subject_dn?: string;

  @ApiPropertyOptional({ type: CredentialSanDto, description: 'For cert_san.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => CredentialSanDto)
  readonly san?: CredentialSanDto;

  @ApiPropertyOptional({
    enum: assertionAlgorithms,
    description: 'The one algorithm of its assertions. x509_cert: any that the key can do; public_key: RS256 or ES256.',
  })
  @OptionalField()
  @IsIn(assertionAlgorithms)
  readonly alg?: AssertionAlgorithm;

  @ApiPropertyOptional({ type: String, description: 'Thumbprint of the key (RFC 7638) unless given.' })
  @OptionalField()
  @Matches(/^[\w.~:+/=@-]{1,200}$/, { message: 'kid must have 1 to 200 letters, digits or .~:+/=@_-' })
  readonly kid?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'For public_key only.' })
  @OptionalField()
  @TimeWithZone()
  readonly expires_at?: string;

  @ApiPropertyOptional({
    type: Boolean,
    description:
      'For public_key whose pem is a certificate: true takes its end for the end of the credential. An x509_cert always ends with its certificate.',
  })
  @OptionalField()
  @IsBoolean()
  readonly parse_expiry_from_cert?: boolean;
}

export class UpdateCredentialDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'For x509_cert and public_key. Never later than the end of the certificate; null: its end, or none where there is no certificate.',
  })
  @ValidateIf((_, value: unknown) => value !== null)
  @TimeWithZone()
  readonly expires_at!: string | null;

  @ReadOnlyField()
  readonly id?: unknown;

  @ReadOnlyField()
  readonly name?: unknown;

  @ReadOnlyField()
  readonly kid?: unknown;

  @ReadOnlyField()
  readonly alg?: unknown;

  @ReadOnlyField()
  readonly credential_type?: unknown;

  @ReadOnlyField()
  readonly subject_dn?: unknown;

  @ReadOnlyField()
  readonly san?: unknown;

  @ReadOnlyField()
  readonly thumbprint_sha1?: unknown;

  @ReadOnlyField()
  readonly thumbprint_sha256?: unknown;

  @ReadOnlyField()
  readonly certificate?: unknown;

  @ReadOnlyField()
  readonly starts_at?: unknown;

  @ReadOnlyField()
  readonly last_used_at?: unknown;

  @ReadOnlyField()
  readonly used_by?: unknown;

  @ReadOnlyField()
  readonly created_at?: unknown;

  @ReadOnlyField()
  readonly updated_at?: unknown;
}

/** Read-only fields of a credential. The time of its last use is not compared, because it changes by itself. */
export const readOnlyOfCredentials = [
  ...(['id', 'name', 'kid', 'alg', 'credential_type', 'subject_dn', 'san', 'thumbprint_sha1'] as const),
  ...(['thumbprint_sha256', 'certificate', 'starts_at', 'used_by', 'created_at', 'updated_at'] as const),
] as const satisfies readonly (keyof UpdateCredentialDto)[];
