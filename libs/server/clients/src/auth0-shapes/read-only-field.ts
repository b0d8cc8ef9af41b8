import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Allow } from 'class-validator';

/** Says again what cannot change: accepted from those who send back what they read, where it says what is stored. */
export const ReadOnlyField = (type: 'string' | 'boolean' = 'string'): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ type, nullable: true, description: 'Cannot be changed.' }), Allow());
