import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsDate, IsIn, IsInt, Max, Min } from 'class-validator';
import { toInstant } from './instant.js';

/** Milliseconds. */
const hour = 3_600_000;
const lengths = [1, 2, 3, 4, 6, 8, 12, 24];

const upToHour = (at: Date): Date => new Date(Math.ceil(at.getTime() / hour) * hour);

/** `?to=&hours=&periods=`: consecutive periods, for figures that are kept by the hour. */
export class PeriodsQuery {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'End of the last period, rounded up to a whole hour UTC; now, unless given.',
  })
  @Transform(({ value }: { readonly value: unknown }) => {
    const at = toInstant({ value });
    return at instanceof Date ? upToHour(at) : at;
  })
  @IsDate({ message: '$property must be a date, or a date and time with its zone (RFC 3339)' })
  readonly to: Date = upToHour(new Date());

  @ApiPropertyOptional({ enum: lengths, default: 1, description: 'Hours of one period.' })
  @Type(() => Number)
  @IsIn(lengths)
  readonly hours: number = 1;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 24, description: 'How many periods.' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly periods: number = 24;
}

/** The beginning of the first period. */
export const startOf = ({ to, hours, periods }: PeriodsQuery): Date => new Date(to.getTime() - periods * hours * hour);

/**
 * SQL: number of the period of a column with an hour, from 0.
 *
 * @param from parameter with `startOf`: `$1`
 * @param hours parameter with the hours of one period: `$3`
 */
export const periodOf = (column: string, from: string, hours: string): string =>
  `floor(extract(epoch from ${column} - ${from}) / (${hours}::int * 3600))::int`;

/** When the period with this number begins. */
export const periodStart = (query: PeriodsQuery, period: number): string =>
  new Date(startOf(query).getTime() + period * query.hours * hour).toISOString();
