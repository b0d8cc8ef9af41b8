import type { PipeTransform } from '@nestjs/common';
import type { ErrorCode } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import { isStorable } from './storable-value.js';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);

/**
 * For `@Param('id', uuidOr('account.not_found'))`: a text that is no UUID is answered like an unknown id. Throws `NotFoundError` with the
 * code.
 */
export const uuidOr = (code: Extract<ErrorCode, `${string}not_found`>): PipeTransform<string, string> => ({
  transform: (value) => {
    if (!isUuid(value)) throw new NotFoundError(code);
    return value.toLowerCase();
  },
});

/** The same for ids that are any text: one that cannot be stored is answered like an unknown id. */
export const textOr = (code: Extract<ErrorCode, `${string}not_found`>): PipeTransform<string, string> => ({
  transform: (value) => {
    if (!isStorable(value)) throw new NotFoundError(code);
    return value;
  },
});
