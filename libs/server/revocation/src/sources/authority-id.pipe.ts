import type { PipeTransform } from '@nestjs/common';
import { NotFoundError } from '@postern/errors';

/** For `@Param('id', authorityId)`: what is no key of a CA cannot be found. */
export const authorityId: PipeTransform<string, string> = {
  transform: (value) => {
    if (!/^[\da-f]{64}$/i.test(value)) throw new NotFoundError('revocation.authority_not_found');
    return value.toLowerCase();
  },
};
