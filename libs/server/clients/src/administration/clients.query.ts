import { ApiPropertyOptional } from '@nestjs/swagger';
import { OptionalField } from '@postern/management';
import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { FixedValue } from '../auth0-shapes/fixed-value.js';
import { Flag, ListQuery } from '../auth0-shapes/list.query.js';

const appTypes = ['regular_web', 'spa', 'native', 'non_interactive'] as const;

/** A list of applications; of one type, and first-party ones or others only, where that is said. */
export class ClientsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: appTypes })
  @OptionalField()
  @IsIn(appTypes)
  readonly app_type?: (typeof appTypes)[number];

  @ApiPropertyOptional({ type: Boolean })
  @OptionalField()
  @Flag()
  @IsBoolean()
  readonly is_first_party?: boolean;

  @ApiPropertyOptional({ format: 'uuid', description: 'Applications of this organization only.' })
  @OptionalField()
  @IsUUID('loose')
  readonly organization_id?: string;

  @Flag()
  @FixedValue([false], 'no application is global')
  readonly is_global?: boolean;
}
