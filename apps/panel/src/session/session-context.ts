import { createContext, use } from 'react';
import type { Session } from './open-session';

export const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session => {
  const session = use(SessionContext);
  if (!session) throw new Error('Nobody is signed in outside of SessionContext.');
  return session;
};
