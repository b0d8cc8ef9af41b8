import { describe, expect, it } from 'vitest';
import type { SignedIn } from './sign-in.js';
import { remember, sessionCookie, Sessions } from './sessions.js';
import type { Session } from './sessions.js';

const signedIn = (sub: string, sid: string | null): SignedIn => ({
  claims: { sub },
  sid,
  idToken: 'i',
  accessToken: 'a',
  refreshToken: null,
  expiresAt: 0,
  refreshes: 0,
});
const withAccount = (sessions: Sessions, sub: string, sid: string | null): Session =>
  Object.assign(sessions.create(), { signedIn: signedIn(sub, sid) });
const asHeader = (session: Session): string => `other=1; ${sessionCookie(session).split(';')[0] ?? ''}`;

describe('sessions', () => {
  it('are found by their cookie among others', () => {
    const sessions = new Sessions();
    const session = sessions.create();

    expect(sessions.find(asHeader(session))).toBe(session);
    expect(sessions.find('__Host-demo=guess')).toBeUndefined();
  });

  it('expire', () => {
    let now = 0;
    const sessions = new Sessions(() => now);
    const session = sessions.create();
    now = 13 * 60 * 60 * 1000;

    expect(sessions.find(asHeader(session))).toBeUndefined();
  });

  it('end by the session a logout token names, and leave the same person’s others alone', () => {
    const sessions = new Sessions();
    const named = withAccount(sessions, 'ada', 's1');
    const other = withAccount(sessions, 'ada', 's2');

    expect(sessions.endAll({ sub: 'ada', sid: 's1' })).toBe(1);
    expect(sessions.find(asHeader(named))).toBeUndefined();
    expect(sessions.find(asHeader(other))).toBe(other);
  });

  it('end by subject when no session is named', () => {
    const sessions = new Sessions();
    withAccount(sessions, 'ada', 's1');
    withAccount(sessions, 'ada', 's2');
    withAccount(sessions, 'bob', 's3');

    expect(sessions.endAll({ sub: 'ada', sid: null })).toBe(2);
  });

  it('remember a limited number of sign-ins in progress', () => {
    const session = new Sessions().create();
    for (let n = 0; n < 20; n += 1) remember(session, { state: `s${n}`, nonce: 'n', codeVerifier: 'v' });

    expect([...session.pending.keys()]).toEqual(['s12', 's13', 's14', 's15', 's16', 's17', 's18', 's19']);
  });

  it('have a cookie that only this host gets, over TLS, out of reach of scripts', () => {
    expect(sessionCookie(new Sessions().create())).toMatch(
      /^__Host-demo=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );
  });
});
