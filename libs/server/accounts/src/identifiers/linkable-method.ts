import { ConflictError } from '@postern/errors';
import type { ConfiguredSignInMethod } from '@postern/sign-in-methods';

/** Whether people may add identifiers of this method to their profile now. */
export const isLinkable = (method: ConfiguredSignInMethod): boolean =>
  method.enabled && method.public && method.linkable;

/** Throws `ConflictError` (`sign_in_method.disabled`). */
export const assertLinkable = (method: ConfiguredSignInMethod): void => {
  if (!isLinkable(method))
    throw new ConflictError('sign_in_method.disabled', 'off, not public, or of a type that is not linked');
};
