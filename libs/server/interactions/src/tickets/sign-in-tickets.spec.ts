import { randomBytes } from 'node:crypto';
import { ServerConfig } from '@postern/config';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InteractionsConfig } from '../interactions.config.js';
import { SignInTickets } from './sign-in-tickets.js';

const newKey = (): string => randomBytes(32).toString('base64');
const tickets = (key = newKey(), ...others: readonly string[]): SignInTickets => {
  const keys = { POSTERN_ENCRYPTION_KEY: key, POSTERN_ENCRYPTION_KEY_PREVIOUS: others };
  return new SignInTickets(Object.assign(new ServerConfig(), keys), new InteractionsConfig());
};

const method = 'a2f0c1de-0000-4000-8000-000000000001';

describe('a sign-in ticket', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('contains what it was made for', () => {
    const issuer = tickets();
    const { ticket } = issuer.forSignIn(method, 'uid-1', 'shop');

    expect(issuer.open(ticket)).toMatchObject({
      purpose: 'sign_in',
      methodId: method,
      interactionUid: 'uid-1',
      clientId: 'shop',
      accountId: null,
    });
  });

  it('names a different attempt each time', () => {
    const issuer = tickets();
    const [first, second] = [issuer.forLink(method, 'account'), issuer.forLink(method, 'account')];

    expect(issuer.open(first.ticket).id).not.toBe(issuer.open(second.ticket).id);
  });

  it('is refused after its expiry, and still says where to send the browser', () => {
    const issuer = tickets();
    const { ticket } = issuer.forSignIn(method, 'uid-1', 'shop');
    vi.advanceTimersByTime(121_000);

    expect(() => issuer.open(ticket)).toThrow('ticket.expired');
    expect(issuer.peek(ticket)?.interactionUid).toBe('uid-1');
  });

  it('of another server is refused', () => {
    const { ticket } = tickets().forSignIn(method, 'uid-1', 'shop');

    expect(() => tickets().open(ticket)).toThrow('ticket.invalid');
  });

  it('signed under a former encryption key is valid while that key is configured', () => {
    const [key, former] = [newKey(), newKey()];
    const { ticket } = tickets(former).forSignIn(method, 'uid-1', 'shop');

    expect(tickets(key, former).open(ticket).interactionUid).toBe('uid-1');
    expect(() => tickets(key).open(ticket)).toThrow('ticket.invalid');
    const { ticket: fresh } = tickets(key, former).forSignIn(method, 'uid-2', 'shop');
    expect(tickets(key).open(fresh).interactionUid).toBe('uid-2');
    expect(() => tickets(former).open(fresh)).toThrow('ticket.invalid');
  });

  it('is refused with any byte changed, cut off, doubled or empty', () => {
    const issuer = tickets();
    const { ticket } = issuer.forSignIn(method, 'uid-1', 'shop');
    const changed = [...ticket].map(
      (letter, index) => `${ticket.slice(0, index)}${letter === 'A' ? 'B' : 'A'}${ticket.slice(index + 1)}`,
    );
    // The last character of a base64url text may carry unused bits.
    const wrong = [...changed.slice(0, -1), ticket.slice(0, -2), `${ticket}.${ticket}`, '', '.', 'x'.repeat(5000)];

    for (const forged of wrong) {
      expect(() => issuer.open(forged)).toThrow('ticket.invalid');
      expect(issuer.peek(forged)).toBeUndefined();
    }
  });
});
