import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Allow } from 'class-validator';

/** A read-only field: accepted from clients that send back the whole object, if it equals what is stored. */
export const ReadOnlyField = (type: 'string' | 'boolean' = 'string'): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ type, nullable: true, description: 'Cannot be changed.' }), Allow());
