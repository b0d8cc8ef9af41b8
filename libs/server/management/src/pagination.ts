import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Page } from '@postern/contracts';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { OptionalField, Text } from './body-fields.js';

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

/**
 * SQL: whether a column contains the words, in any letter case and either Unicode normal form; true without words.
 *
 * @param words parameter of type text: `$1`
 */
export const finds = (words: string, ...columns: readonly string[]): string =>
  findsFolded(words, ...columns.map((column) => `postern_fold(${column})`));

/** The same for columns that are folded already. */
export const findsFolded = (words: string, ...columns: readonly string[]): string => {
  // As a query of its own, it is folded once and not for every row.
  const folded = `(select postern_fold(${words}::text))`;
  return `(${[`${words}::text = ''`, ...columns.map((column) => `strpos(${column}, ${folded}) > 0`)].join(' or ')})`;
};
