import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
  ApiUnauthorizedResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { CertificateInspection } from '@postern/contracts';
import { assertMayUse, type Bearer, CurrentBearer, ManagementGuard } from '@postern/management';
import { IsString, Length } from 'class-validator';
import { inspectCertificate } from './certificate-inspection.js';
import { CertificateResponse } from './certificate.response.js';

export class InspectionDto {
  @ApiProperty({ type: String, description: 'One certificate, PEM.' })
  @IsString()
  @Length(1, 65_536)
  readonly certificate!: string;
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
    summary: 'What is in a certificate; nothing is stored. Needs `update:me` or `read:sign_in_methods`.',
  })
  @ApiOkResponse({ type: CertificateResponse })
  @ApiUnauthorizedResponse({ description: '`token.missing`, `token.invalid`' })
  @ApiForbiddenResponse({ description: '`token.insufficient_scope`, `token.insufficient_role`' })
  @ApiUnprocessableEntityResponse({ description: '`certificate.malformed`, `provider.private_key_given`' })
  inspect(@CurrentBearer() bearer: Bearer, @Body() { certificate }: InspectionDto): CertificateInspection {
    assertMayInspect(bearer);
    return inspectCertificate(certificate);
  }
}

/** People for their own profile, and whoever sets methods up. */
const assertMayInspect = (bearer: Bearer): void => {
  const own = bearer.accountId !== null && bearer.scopes.has('update:me');
  if (!own) assertMayUse(bearer, ['read:sign_in_methods']);
};
