import { ApiPropertyOptional } from '@nestjs/swagger';
import { type RevocationSettings, type RevocationSourceKind, revocationSourceKinds } from '@postern/contracts';
import { NullableField, OptionalField } from '@postern/management';
import { IsBoolean, IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';

/** Absent fields do not change. */
export class RevocationSettingsDto implements Partial<RevocationSettings> {
  @ApiPropertyOptional({
    enum: revocationSourceKinds,
    description: '`uploaded` needs an uploaded list; `address` and `ocsp` need `address`.',
  })
  @OptionalField()
  @IsIn(revocationSourceKinds)
  readonly source?: RevocationSourceKind;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'http://crl.example.org/staff.crl' })
  @NullableField()
  @IsString()
  @Length(1, 2000)
  readonly address?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'URL of a delta list, in addition to `address`.' })
  @NullableField()
  @IsString()
  @Length(1, 2000)
  readonly deltaAddress?: string | null;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether private addresses are allowed.' })
  @OptionalField()
  @IsBoolean()
  readonly insideNetwork?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description:
      'PEM of the certificate that the OCSP responder signs with; null: that of the CA, or of a responder that it authorized.',
  })
  @NullableField()
  @IsString()
  @Length(1, 65_536)
  readonly responder?: string | null;

  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    maximum: 168,
    description: 'Hours that a list is used after it has expired.',
  })
  @OptionalField()
  @IsInt()
  @Min(0)
  @Max(168)
  readonly graceHours?: number;

  @ApiPropertyOptional({ type: Boolean, description: 'Accept certificates for which the responder gives no answer.' })
  @OptionalField()
  @IsBoolean()
  readonly acceptsSilence?: boolean;

  @ApiPropertyOptional({ type: Boolean })
  @OptionalField()
  @IsBoolean()
  readonly sendsNonce?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'End sessions when the certificate that opened them is revoked.' })
  @OptionalField()
  @IsBoolean()
  readonly recheckSessions?: boolean;
}
