import type { SessionView } from '@postern/contracts';
import type { AccountSessions, EndedSessions, EndingSessions } from '../src/index.js';

export interface TestSession {
  readonly accountId: string;
  readonly id: string;
  readonly identifierId?: string;
  readonly signedInAt?: string;
}

/** What the engine does with sessions, in an array. */
export class InMemorySessions implements AccountSessions {
  sessions: TestSession[] = [];

  async list(accountId: string, currentSessionUid: string | null): Promise<SessionView[]> {
    const own = this.sessions.filter((session) => session.accountId === accountId);
    return own.map(({ id, signedInAt = '2026-01-01T00:00:00.000Z' }) => ({
      id,
      current: id === currentSessionUid,
      signedInAt,
      expiresAt: '2026-01-02T00:00:00.000Z',
      userAgent: null,
      address: null,
      method: null,
      applications: [],
    }));
  }

  async end(_transaction: unknown, accountId: string, which: EndingSessions): Promise<EndedSessions> {
    const count = this.drop((session) => session.accountId === accountId && isMeant(session, which));
    return { count, announce: () => undefined };
  }

  private drop(ends: (session: TestSession) => boolean): number {
    const before = this.sessions.length;
    this.sessions = this.sessions.filter((session) => !ends(session));
    return before - this.sessions.length;
  }
}

const isMeant = (session: TestSession, which: EndingSessions): boolean => {
  if ('sessionUid' in which) return session.id === which.sessionUid;
  if ('identifierId' in which) return session.identifierId === which.identifierId;
  return !('exceptSessionUid' in which) || session.id !== which.exceptSessionUid;
};
