import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { NullableField, OptionalField } from '@postern/management';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';

/** Characters that a URL of an application has at most. */
export const longestUrl = 2000;

/** A URL of an application, or null for none; the rules of its field are checked later. */
export const UrlField = (about: { readonly example?: string; readonly description?: string } = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, nullable: true, ...about }),
    NullableField(),
    IsString(),
    MaxLength(longestUrl),
  );

/** URLs of an application, each once; the rules of their field are checked later. */
export const UrlListField = (about: {
  readonly example?: readonly string[];
  readonly description?: string;
}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: [String], ...about }),
    OptionalField(),
    IsArray(),
    ArrayMaxSize(50),
    ArrayUnique(),
    IsString({ each: true }),
    MaxLength(longestUrl, { each: true }),
  );

interface SecondsOptions {
  readonly minimum: number;
  readonly maximum: number;
  readonly default?: number;
  readonly description?: string;
}

/** How long a token lives. */
export const SecondsField = ({ description = 'Seconds.', ...about }: SecondsOptions): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: Number, description, ...about }),
    OptionalField(),
    IsInt(),
    Min(about.minimum),
    Max(about.maximum),
  );
