import { AsyncLocalStorage } from 'node:async_hooks';

/** One request from its first byte to its answer, or one background task. */
export interface RequestScope {
  readonly requestId: string | null;
  /** Who sent it, as limits count (`networkOf`); undefined where nobody did. */
  readonly network?: string;
  /** Whether the connection was given up before the answer. */
  readonly isGone?: () => boolean;
}

/**
 * What runs now belongs to this scope. There is one such storage for all, because every promise of the server pays for each: features
 * keep what is theirs in a WeakMap by scope.
 */
export const requestScope = new AsyncLocalStorage<RequestScope>();
