import type { PipeTransform } from '@nestjs/common';
import { NotFoundError } from '@postern/errors';

/** Unreserved characters of RFC 3986, so that a client id needs no encoding in URLs and Basic credentials. */
const clientId = /^[\w.~-]{1,100}$/;

export const isClientId = (value: string): boolean => clientId.test(value);

/** For `@Param('client_id', existingClientId)`: a text that is no client id is answered like an unknown one. */
export const existingClientId: PipeTransform<string, string> = {
  transform: (value) => {
    if (!isClientId(value)) throw new NotFoundError('client.not_found');
    return value;
  },
};
