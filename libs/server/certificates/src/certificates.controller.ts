import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { CertificateInspection, ReadCertificate } from '@postern/contracts';
import {
  assertMayUse,
  type Bearer,
  CurrentBearer,
  ManagementGuard,
  OptionalField,
  Problems,
} from '@postern/management';
import { IsBase64, IsString, Length } from 'class-validator';
import { inspectCertificate, readForPeople } from './certificate-inspection.js';
import { CertificateResponse, ReadCertificateResponse } from './certificate.responses.js';

export class InspectionDto {
  @ApiProperty({ type: String, description: 'One certificate, PEM.' })
  @IsString()
  @Length(1, 65_536)
  readonly certificate!: string;
}

/** One of the two fields. */
export class ReadingDto {
  @ApiPropertyOptional({
    type: String,
    description: 'Text with certificates: PEM with anything around it, base64 of DER or PKCS #7.',
  })
  @OptionalField()
  @IsString()
  @Length(1, 1_048_576)
  readonly certificate?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'A file with certificates as it is, in base64: PEM, DER, PKCS #7.',
  })
  @OptionalField()
  @IsBase64({}, { message: '$property must be a file in base64' })
  @Length(1, 1_400_000)
  readonly file?: string;
}

@ApiTags('certificates')
@Controller('api/v2/certificates')
@UseGuards(ManagementGuard)
export class CertificatesController {
  /** What is in a certificate; nothing is stored. Needs `update:me` or `read:sign_in_methods`. */
  @Post('inspect')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'The contents of a certificate; nothing is stored. Needs `update:me` or `read:sign_in_methods`.',
  })
  @ApiOkResponse({ type: CertificateResponse })
  @Problems(
    'token.missing',
    'token.invalid',
    'token.insufficient_scope',
    'token.insufficient_role',
    'certificate.malformed',
    'certificate.private_key_given',
  )
  inspect(@CurrentBearer() bearer: Bearer, @Body() { certificate }: InspectionDto): CertificateInspection {
    assertMayInspect(bearer);
    return inspectCertificate(certificate);
  }

  /** The certificates in a text or a file; nothing is stored. Needs `update:me` or `read:sign_in_methods`. */
  @Post('read')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'The certificates in a text or a file; nothing is stored. Needs `update:me` or `read:sign_in_methods`.',
  })
  @ApiOkResponse({ type: [ReadCertificateResponse] })
  @Problems(
    'token.missing',
    'token.invalid',
    'token.insufficient_scope',
    'token.insufficient_role',
    'certificate.malformed',
    'certificate.private_key_given',
  )
  read(@CurrentBearer() bearer: Bearer, @Body() { certificate, file }: ReadingDto): readonly ReadCertificate[] {
    assertMayInspect(bearer);
    return readForPeople(file === undefined ? (certificate ?? '') : Buffer.from(file, 'base64'));
  }
}

/** For people with their own profile, and for administrators of sign-in methods. */
const assertMayInspect = (bearer: Bearer): void => {
  const own = bearer.accountId !== null && bearer.scopes.has('update:me');
  if (!own) assertMayUse(bearer, ['read:sign_in_methods']);
};
