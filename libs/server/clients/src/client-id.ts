import type { PipeTransform } from '@nestjs/common';
import { NotFoundError } from '@postern/errors';

/** Unreserved characters of RFC 3986: a client id stands in addresses and in Basic credentials as it is. */
const clientId = /^[\w.~-]{1,100}$/;

export const isClientId = (value: string): boolean => clientId.test(value);

/** For `@Param('client_id', existingClientId)`: what is no client id cannot be found. */
export const existingClientId: PipeTransform<string, string> = {
  transform: (value) => {
    if (!isClientId(value)) throw new NotFoundError('client.not_found');
    return value;
  },
};
