import { ConflictError } from '@postern/errors';
import type { ConfiguredMethod } from '@postern/sign-in-methods';

/** Whether people may add identifiers of this method to their profile now. */
export const isLinkable = (method: ConfiguredMethod): boolean => method.enabled && method.public && method.linkable;

/** Throws `ConflictError` (`provider.disabled`). */
export const assertLinkable = (method: ConfiguredMethod): void => {
  if (!isLinkable(method))
    throw new ConflictError('provider.disabled', 'off, not public, or of a type that is not linked');
};
