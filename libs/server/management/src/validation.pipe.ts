import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { type FieldError, InvalidError } from '@postern/errors';
import type { ValidationError } from 'class-validator';
import { assertStorable } from './storable-value.js';

/** The type of a field is reported before other constraints. */
const kinds = ['isString', 'isArray', 'isObject', 'isInt', 'isNumber', 'isBoolean'];

const worst = (constraints: Readonly<Record<string, string>> = {}): readonly string[] => {
  const kind = kinds.find((name) => constraints[name] !== undefined);
  return kind === undefined ? Object.values(constraints).slice(0, 1) : [constraints[kind] ?? ''];
};

/** Flattens class-validator's tree, one error per field: `redirect_uris.0`, `params.trustAnchors.1`. */
export const fieldErrors = (errors: readonly ValidationError[], prefix = ''): readonly FieldError[] =>
  errors.flatMap(({ property, constraints, children }) => {
    const path = prefix === '' ? property : `${prefix}.${property}`;
    const own = worst(constraints).map((message) => ({ path, message }));
    return [...own, ...fieldErrors(children ?? [], path)];
  });

class RequestValidation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' || metadata.type === 'query') assertStorable(value);
    return super.transform(value, metadata);
  }
}

/** Checks every body and query against its DTO; refuses unknown fields. Throws `InvalidError` (`request.invalid`) with paths. */
export const validationPipe = (): ValidationPipe =>
  new RequestValidation({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidError('request.invalid', undefined, fieldErrors(errors)),
  });
