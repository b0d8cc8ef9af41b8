import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';
import { isSame } from './same-value.js';

const words = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(' or ');

/** A field that Postern has no setting for: accepted if its value is what Postern does anyway, else refused with the reason. */
export const FixedValue = (values: readonly unknown[], reason: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      enum: values.map((value) => JSON.stringify(value)),
      description: `Changes nothing. ${reason}`,
    }),
    ValidateIf((_, value: unknown) => value !== undefined),
    ValidateBy({
      name: 'fixedValue',
      validator: {
        validate: (value) => values.some((fixed) => isSame(fixed, value)),
        defaultMessage: () => `$property must be ${words(values)}: ${reason}`,
      },
    }),
  );
