import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CertificateSummary, ReadCertificate } from '@postern/contracts';

/** `CertificateSummary` for the API description. */
export class CertificateResponse implements CertificateSummary {
  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ description: 'RFC 4514, most specific part first.' })
  readonly subject!: string;

  @ApiProperty()
  readonly issuerName!: string;

  @ApiProperty({ description: 'RFC 4514.' })
  readonly issuer!: string;

  @ApiProperty({ description: 'Upper-case hexadecimal, no separators.' })
  readonly serialNumber!: string;

  @ApiProperty({ format: 'date-time' })
  readonly notBefore!: string;

  @ApiProperty({ format: 'date-time' })
  readonly notAfter!: string;

  @ApiProperty({ description: 'SHA-256 of the DER, lower-case hexadecimal.' })
  readonly sha256!: string;

  @ApiProperty({ example: 'EC P-256' })
  readonly key!: string;

  @ApiProperty({ type: [String], example: ['clientAuth'] })
  readonly purposes!: readonly string[];

  @ApiProperty({ type: [String], example: ['email:ada@example.test'] })
  readonly alternativeNames!: readonly string[];

  @ApiPropertyOptional({ type: [String], description: 'OIDs of certificate policies.' })
  readonly policies?: readonly string[];
}

export class ReadCertificateResponse implements ReadCertificate {
  @ApiProperty({ type: String })
  readonly pem!: string;

  @ApiProperty({ type: CertificateResponse })
  readonly certificate!: CertificateResponse;
}
