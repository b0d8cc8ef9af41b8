import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Page } from '@postern/contracts';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { OptionalField, Text } from './fields.js';

/** `?page=&pageSize=` */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 0, default: 0 })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly page: number = 0;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 20 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly pageSize: number = 20;
}

/** `?page=&pageSize=&search=` */
export class SearchQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 100 })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly search?: string;
}

export const offsetOf = ({ page, pageSize }: PageQuery): number => page * pageSize;

export const pageOf = <T>(items: readonly T[], total: number, { page, pageSize }: PageQuery): Page<T> => ({
  items,
  total,
  page,
  pageSize,
});

/** Pattern for `ilike` that finds the words anywhere; `%` and `_` stand for themselves. */
export const containing = (words: string): string => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
