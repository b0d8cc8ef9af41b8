import type { PipeTransform } from '@nestjs/common';
import { HandoffError, NotFoundError } from '@postern/errors';
import { isUUID } from 'class-validator';

/** The engine makes ids of these letters only. */
const uid = /^[\w-]{16,64}$/;

/** For `@Param('uid', interactionUid)`: anything else is answered like an unknown interaction. */
export const interactionUid: PipeTransform<string, string> = {
  transform: (value) => {
    if (!uid.test(value)) throw new NotFoundError('interaction.not_found');
    return value;
  },
};

/** For `@Param('methodId', existingMethodId)`. */
export const existingMethodId: PipeTransform<string, string> = {
  transform: (value) => {
    if (!isUUID(value)) throw new NotFoundError('sign_in_method.not_found');
    return value;
  },
};

/** For `@Query('attempt', attemptId)`. */
export const attemptId: PipeTransform<unknown, string | undefined> = {
  transform: (value) => {
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || !isUUID(value))
      throw new NotFoundError('interaction.not_found', 'no such attempt');
    return value;
  },
};

/** For `@Query('domain', typedDomain)`: anything that cannot be a domain is like none. */
export const typedDomain: PipeTransform<unknown, string | null> = {
  transform: (value) => (typeof value === 'string' && value !== '' && value.length <= 253 ? value : null),
};

const longestCode = 100;

/** For `@Query('code', handoffCode)`: a text that cannot be a code is answered like an unknown one. */
export const handoffCode: PipeTransform<unknown, string> = {
  transform: (value) => {
    if (typeof value !== 'string' || value === '' || value.length > longestCode)
      throw new HandoffError('handoff.invalid');
    return value;
  },
};
