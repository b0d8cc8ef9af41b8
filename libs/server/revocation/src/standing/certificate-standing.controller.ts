import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { CertificateStandingRecord } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { Problems, RequireScope } from '@postern/management';
import { readCertificate, X509Error } from '@postern/x509';
import { IsString, Length } from 'class-validator';
import { CertificateStanding } from './certificate-standing.js';

class StandingDto {
  @ApiProperty({ type: String, description: 'One certificate, PEM.' })
  @IsString()
  @Length(1, 65_536)
  readonly certificate!: string;
}

class StandingResponse implements CertificateStandingRecord {
  @ApiProperty({ enum: ['good', 'revoked', 'blocked', 'unknown', 'unchecked'] })
  readonly standing!: CertificateStandingRecord['standing'];

  @ApiProperty({ type: String, nullable: true })
  readonly reason!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly since!: string | null;
}

@ApiTags('revocation')
@Controller('api/v2/revocation/standing')
export class CertificateStandingController {
  constructor(private readonly standing: CertificateStanding) {}

  @Post()
  @HttpCode(200)
  @RequireScope('read:revocation')
  @ApiOperation({
    summary: 'The standing of a certificate: good, revoked by its CA, blocked and so on. Nothing is fetched.',
  })
  @ApiOkResponse({ type: StandingResponse })
  @Problems('request.invalid')
  of(@Body() { certificate }: StandingDto): Promise<CertificateStandingRecord> {
    return this.standing.of(read(certificate));
  }
}

const read = (text: string) => {
  try {
    return readCertificate(text);
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    throw new InvalidError('request.invalid', error.detail, [
      { path: 'certificate', message: `must be one certificate: ${error.detail}` },
    ]);
  }
};
