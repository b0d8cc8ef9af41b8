import { randomBytes } from 'node:crypto';
import type { PendingSignIn, SignedIn } from './sign-in.js';
import type { Logout } from './logout-token.js';

export interface Session {
  readonly id: string;
  readonly createdAt: number;
  /** Sign-ins under way in this browser, by `state`: people open more than one tab. */
  readonly pending: Map<string, PendingSignIn>;
  signedIn: SignedIn | null;
  /** One refresh at a time: rotation lets each refresh token be used once. */
  refreshing: Promise<void> | null;
}

const cookieName = '__Host-demo';
const lifetimeMs = 12 * 60 * 60 * 1000;
const maxPending = 8;

/** Sessions in memory; a real application keeps them where all its processes see them. */
export class Sessions {
  private readonly byId = new Map<string, Session>();

  constructor(private readonly now: () => number = Date.now) {}

  find(cookieHeader: string | undefined): Session | undefined {
    const id = readCookie(cookieHeader);
    const session = id === undefined ? undefined : this.byId.get(id);
    if (!session || this.now() - session.createdAt <= lifetimeMs) return session;
    this.end(session);
    return undefined;
  }

  create(): Session {
    for (const session of this.byId.values()) if (this.now() - session.createdAt > lifetimeMs) this.end(session);
    const id = randomBytes(32).toString('base64url');
    const session: Session = { id, createdAt: this.now(), pending: new Map(), signedIn: null, refreshing: null };
    this.byId.set(id, session);
    return session;
  }

  end(session: Session): void {
    this.byId.delete(session.id);
  }

  /** Ends what a logout token names; answers how many sessions that were. */
  endAll({ sid, sub }: Logout): number {
    const named = [...this.byId.values()].filter(
      ({ signedIn }) => signedIn && (sid === null ? signedIn.claims.sub === sub : signedIn.sid === sid),
    );
    named.forEach((session) => this.end(session));
    return named.length;
  }
}

export const remember = (session: Session, pending: PendingSignIn): void => {
  const [oldest] = session.pending.keys();
  if (session.pending.size >= maxPending && oldest !== undefined) session.pending.delete(oldest);
  session.pending.set(pending.state, pending);
};

/** `__Host-` binds the cookie to this very host; `Lax` lets it come along when the browser returns from Postern. */
export const sessionCookie = (session: Session | null): string =>
  `${cookieName}=${session?.id ?? ''}; Path=/; Secure; HttpOnly; SameSite=Lax${session ? '' : '; Max-Age=0'}`;

const readCookie = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);
