import { jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';

/** What a logout token ends: one session at the issuer, or all sessions of a subject. */
export interface Logout {
  readonly sid: string | null;
  readonly sub: string | null;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';
/** Seconds a logout token may be old, clocks that differ included. */
const maxAge = 150;

/** Validates logout tokens as OpenID Connect Back-Channel Logout 1.0 §2.6 says; each is good once. */
export class LogoutTokens {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly issuer: string,
    private readonly clientId: string,
    private readonly keys: JWTVerifyGetKey,
  ) {}

  /** Throws when the token is not an order to log somebody out of this application. */
  async verify(token: string, now = new Date()): Promise<Logout> {
    const { payload } = await jwtVerify(token, this.keys, {
      issuer: this.issuer,
      audience: this.clientId,
      algorithms: ['ES256', 'RS256', 'PS256'],
      typ: 'logout+jwt',
      maxTokenAge: maxAge,
      clockTolerance: 30,
      requiredClaims: ['iat', 'jti', 'events'],
      currentDate: now,
    });
    const { events, sid, sub, jti, nonce } = payload;
    if (nonce !== undefined) throw new Error('A logout token has no nonce.');
    if (typeof events !== 'object' || events === null || !(event in events)) throw new Error('Not a logout event.');
    if (typeof sid !== 'string' && typeof sub !== 'string') throw new Error('Names neither a session nor a subject.');
    this.useOnce(String(jti), now.getTime());
    return { sid: typeof sid === 'string' ? sid : null, sub: sub ?? null };
  }

  private useOnce(jti: string, now: number): void {
    for (const [old, at] of this.seen) if (now - at > maxAge * 2000) this.seen.delete(old);
    if (this.seen.has(jti)) throw new Error('This logout token was used already.');
    this.seen.set(jti, now);
  }
}
