import { ApiPropertyOptional } from '@nestjs/swagger';
import { OptionalField, SearchQuery } from '@postern/management';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, Matches, Max, Min } from 'class-validator';

/** `true` and `false` as texts; anything else stays what it is, and is refused. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { readonly value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** `fields=name,client_id&include_fields=false` of one object or a list. */
export class FieldsQuery {
  @ApiPropertyOptional({ type: String, example: 'client_id,name', description: 'Fields to answer, or to leave out.' })
  @OptionalField()
  @Matches(/^[a-z0-9_]+(?:,[a-z0-9_]+){0,49}$/, { message: 'fields must be names of fields with commas between them' })
  readonly fields?: string;

  @ApiPropertyOptional({ type: Boolean, default: true, description: 'False: `fields` are left out.' })
  @OptionalField()
  @Flag()
  @IsBoolean()
  readonly include_fields?: boolean;
}

/**
 * A list as Postern's own clients ask for it (`page`, `pageSize`, `search`), and as clients of Auth0's management API do (`page`,
 * `per_page`, `include_totals`, or `take` and `from`). See ADR 0024.
 */
export class ListQuery extends SearchQuery implements FieldsQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 100, description: "Auth0's spelling of `pageSize`, and its shape." })
  @OptionalField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly per_page?: number;

  @ApiPropertyOptional({
    type: Boolean,
    description: "True: `start`, `limit` and `total` in Auth0's shape. False: a bare list.",
  })
  @OptionalField()
  @Flag()
  @IsBoolean()
  readonly include_totals?: boolean;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: 100,
    description: 'Page by page with `from`: `next` names the next page.',
  })
  @OptionalField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly take?: number;

  @ApiPropertyOptional({ type: String, description: '`next` of the page before.' })
  @OptionalField()
  @Matches(/^\d{1,7}\.\d{1,3}$/, { message: 'from must be next of the page before' })
  readonly from?: string;

  @ApiPropertyOptional({ type: String, example: 'client_id,name', description: 'Fields to answer, or to leave out.' })
  @OptionalField()
  @Matches(/^[a-z0-9_]+(?:,[a-z0-9_]+){0,49}$/, { message: 'fields must be names of fields with commas between them' })
  readonly fields?: string;

  @ApiPropertyOptional({ type: Boolean, default: true, description: 'False: `fields` are left out.' })
  @OptionalField()
  @Flag()
  @IsBoolean()
  readonly include_fields?: boolean;
}
