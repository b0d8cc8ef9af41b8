import { ApiProperty } from '@nestjs/swagger';
import { CertificateResponse } from '@postern/certificates';
import {
  certificateAuthenticationMethods,
  type CertificateAuthenticationMethod,
  type ClientCredential,
  credentialTypes,
  type CredentialType,
} from '@postern/contracts';
import { assertionAlgorithms } from '../credentials/assertion-algorithms.js';
import { CredentialSanDto } from '../credentials/credential.dto.js';

export class CredentialResponse implements ClientCredential {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Payroll, spring' })
  readonly name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' })
  readonly kid!: string | null;

  @ApiProperty({ enum: assertionAlgorithms, nullable: true })
  readonly alg!: string | null;

  @ApiProperty({ enum: credentialTypes })
  readonly credential_type!: CredentialType;

  @ApiProperty({ type: String, nullable: true, example: 'CN=payroll,O=Example,C=DE', description: 'RFC 4514.' })
  readonly subject_dn!: string | null;

  @ApiProperty({ type: CredentialSanDto, nullable: true })
  readonly san!: CredentialSanDto | null;

  @ApiProperty({ type: String, nullable: true, example: 'hOBcHZi846VCHSJbFAs26Go9VTQ', description: '`x5t`.' })
  readonly thumbprint_sha1!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '`x5t#S256`.' })
  readonly thumbprint_sha256!: string | null;

  @ApiProperty({ type: CertificateResponse, nullable: true })
  readonly certificate!: CertificateResponse | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly starts_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly expires_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Exact to about a minute.' })
  readonly last_used_at!: string | null;

  @ApiProperty({ enum: certificateAuthenticationMethods, isArray: true, description: 'Empty: inactive.' })
  readonly used_by!: readonly CertificateAuthenticationMethod[];

  @ApiProperty({ type: String, format: 'date-time' })
  readonly created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updated_at!: string;
}
