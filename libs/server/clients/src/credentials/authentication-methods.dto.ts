import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ClientAuthenticationMethods, NewClientAuthenticationMethods } from '@postern/contracts';
import { OptionalField } from '@postern/management';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsObject, IsString, MaxLength, ValidateNested } from 'class-validator';
import { CredentialDto } from './credential.dto.js';

/** Most credentials in one request; each method has its own limit elsewhere. */
const most = 50;

export class CredentialIdDto {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsString()
  @MaxLength(100)
  readonly id!: string;
}

export class CredentialIdsDto {
  @ApiProperty({ type: [CredentialIdDto] })
  @IsArray()
  @ArrayMaxSize(most)
  @ArrayUnique((credential: unknown) => String((credential as Partial<CredentialIdDto> | null)?.id).toLowerCase())
  @ValidateNested({ each: true })
  @Type(() => CredentialIdDto)
  readonly credentials!: readonly CredentialIdDto[];
}

export class NewCredentialsDto {
  @ApiProperty({ type: [CredentialDto] })
  @IsArray()
  @ArrayMaxSize(most)
  @ValidateNested({ each: true })
  @Type(() => CredentialDto)
  readonly credentials!: readonly CredentialDto[];
}

/** Stored credentials to use. */
export class AuthenticationMethodsDto implements ClientAuthenticationMethods {
  @ApiPropertyOptional({ type: CredentialIdsDto, description: 'RFC 8705 §2.2. Takes x509_cert.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => CredentialIdsDto)
  readonly self_signed_tls_client_auth?: CredentialIdsDto;

  @ApiPropertyOptional({ type: CredentialIdsDto, description: 'RFC 8705 §2.1. Takes cert_subject_dn and cert_san.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => CredentialIdsDto)
  readonly tls_client_auth?: CredentialIdsDto;

  @ApiPropertyOptional({ type: CredentialIdsDto, description: 'RFC 7523 §2.2. Takes x509_cert and public_key.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => CredentialIdsDto)
  readonly private_key_jwt?: CredentialIdsDto;
}

/** Credentials made together with their application. */
export class NewAuthenticationMethodsDto implements NewClientAuthenticationMethods {
  @ApiPropertyOptional({ type: NewCredentialsDto, description: 'RFC 8705 §2.2. Takes x509_cert.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => NewCredentialsDto)
  readonly self_signed_tls_client_auth?: NewCredentialsDto;

  @ApiPropertyOptional({ type: NewCredentialsDto, description: 'RFC 8705 §2.1. Takes cert_subject_dn and cert_san.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => NewCredentialsDto)
  readonly tls_client_auth?: NewCredentialsDto;

  @ApiPropertyOptional({ type: NewCredentialsDto, description: 'RFC 7523 §2.2. Takes x509_cert and public_key.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => NewCredentialsDto)
  readonly private_key_jwt?: NewCredentialsDto;
}
