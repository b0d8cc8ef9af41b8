import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import {
  type CertificateFilter,
  type CertificateSorting,
  certificateSortings,
  type CertificateUse,
  certificateUses,
} from '@postern/contracts';
import { OptionalField, PageQuery, Text } from '@postern/management';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';

/** Parses `true` and `false`; other values stay unchanged and are refused. */
const Flag = (): PropertyDecorator =>
  Transform(({ value }: { readonly value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** Filters: all given ones must match. */
export class CertificateFilterQuery implements CertificateFilter {
  @ApiPropertyOptional({ minimum: 1, maximum: 3650, description: 'Days: valid certificates that expire within them.' })
  @OptionalField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3650)
  readonly expiringWithin?: number;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'True: expired certificates; with `expiringWithin`, both. False: those that have not expired.',
  })
  @OptionalField()
  @Flag()
  @IsBoolean()
  readonly expired?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'True: certificates of people, applications and callers that were never used. False: those that were.',
  })
  @OptionalField()
  @Flag()
  @IsBoolean()
  readonly neverUsed?: boolean;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Id of a CA certificate: finds certificates that it issued, directly or through other trusted CAs.',
  })
  @OptionalField()
  @IsUUID('loose')
  readonly issuer?: string;

  @ApiPropertyOptional({ enum: certificateUses })
  @OptionalField()
  @IsIn(certificateUses)
  readonly use?: CertificateUse;

  @ApiPropertyOptional({
    maxLength: 100,
    description:
      "Part of the certificate's names or of its holder's name; or a serial number or the beginning of a thumbprint, in any spelling.",
  })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly search?: string;
}

/** `?expiringWithin=&expired=&neverUsed=&issuer=&use=&search=&sort=&page=&pageSize=` */
export class CertificateListQuery extends IntersectionType(CertificateFilterQuery, PageQuery) {
  @ApiPropertyOptional({ enum: certificateSortings, default: 'notAfter' })
  @IsIn(certificateSortings)
  readonly sort: CertificateSorting = 'notAfter';
}

export class CertificateTimelineQuery extends CertificateFilterQuery {
  @ApiPropertyOptional({ enum: ['week', 'month'], default: 'month' })
  @IsIn(['week', 'month'])
  readonly by: 'week' | 'month' = 'month';
}
