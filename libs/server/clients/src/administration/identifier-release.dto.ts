import { ApiPropertyOptional } from '@nestjs/swagger';
import { OptionalField } from '@postern/management';
import { IsBoolean } from 'class-validator';

/** How an application is told of identifiers; whether it may ask is in its scopes. */
export class IdentifierReleaseDto {
  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description:
      'With the scope `certificate`, nobody signs in without telling the application which certificate they use. Needs that scope.',
  })
  @OptionalField()
  @IsBoolean()
  readonly certificate_required?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description:
      'Replaces what identifies a certificate everywhere (fingerprint, serial number, subject, label) in the claims `identifiers` and `certificate` by a value that only applications with the same host of redirect URIs get. Excludes `certificate:pem`.',
  })
  @OptionalField()
  @IsBoolean()
  readonly pairwise_identifiers?: boolean;
}
