import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, ValidateIf } from 'class-validator';

/** A field that Postern has no setting for: accepted where it says what Postern does anyway, refused with the reason otherwise. */
export const FixedValue = (values: readonly (boolean | string | null)[], reason: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ enum: values.map(String), description: `Changes nothing. ${reason}` }),
    ValidateIf((_, value: unknown) => value !== undefined),
    IsIn([...values], { message: `$property must be ${values.map(String).join(' or ')}: ${reason}` }),
  );
