import { ValidationPipe } from '@nestjs/common';
import { type FieldError, InvalidError } from '@postern/provider-kit';
import type { ValidationError } from 'class-validator';

/** Flattens class-validator's tree: `redirect_uris.0`, `params.trustAnchors.1`. */
export const fieldErrors = (errors: readonly ValidationError[], prefix = ''): readonly FieldError[] =>
  errors.flatMap(({ property, constraints, children }) => {
    const path = prefix === '' ? property : `${prefix}.${property}`;
    const own = Object.values(constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...fieldErrors(children ?? [], path)];
  });

/** Checks every body and query against its DTO; refuses unknown fields. Throws `InvalidError` (`request.invalid`) with paths. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidError('request.invalid', undefined, fieldErrors(errors)),
  });
