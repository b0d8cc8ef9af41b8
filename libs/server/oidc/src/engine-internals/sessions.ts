import type Provider from 'oidc-provider';
import { currentContext, internalsOf, type StoredSession } from './engine-internals.js';

/** Stores one more property with every session. */
export const storeInSessions = (provider: Provider, property: string): void => {
  const { Session } = internalsOf(provider);
  const properties = [...Session.IN_PAYLOAD, property];
  Object.defineProperty(Session, 'IN_PAYLOAD', { configurable: true, get: () => properties });
};

/**
 * Called when a session takes in the result of an interaction, which is before anything is decided by it.
 *
 * @param note is given the session, what it was before, and the result
 */
export const whenSignedIn = (
  provider: Provider,
  note: (session: StoredSession, before: StoredSession, result: object) => void,
): void => {
  const { prototype } = internalsOf(provider).Session;
  const { loginAccount } = prototype;
  prototype.loginAccount = function loginAccountAndNote(this: StoredSession, details) {
    const before = { ...this };
    loginAccount.call(this, details);
    note(this, before, currentContext()?.oidc.entities.Interaction?.result ?? {});
  };
};
