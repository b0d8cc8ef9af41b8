import { randomBytes } from 'node:crypto';
import { deriveSecrets } from '@postern/config';
import Provider from 'oidc-provider';
import { describe, expect, it } from 'vitest';
import { createCookieKeys } from './cookie-keys.js';

const key = (): string => randomBytes(32).toString('base64');
const keys = (current: string, ...previous: readonly string[]) => ({
  POSTERN_ENCRYPTION_KEY: current,
  POSTERN_ENCRYPTION_KEY_PREVIOUS: [...previous],
});
const [current, former, foreign] = [key(), key(), key()];
const pair = 'session=some-id';

describe('the keys that sign cookies', () => {
  it('accept those of former and future servers only', () => {
    const cookies = createCookieKeys(keys(current, former));

    for (const each of [current, former]) {
      expect(cookies.verify(pair, createCookieKeys(keys(each)).sign(pair))).toBe(true);
      expect(cookies.verify('session=other-id', createCookieKeys(keys(each)).sign(pair))).toBe(false);
    }
    for (const signature of [createCookieKeys(keys(foreign)).sign(pair), '', 'ü', 'x'.repeat(5000)]) {
      expect(cookies.verify(pair, signature)).toBe(false);
      expect(cookies.index(pair, signature)).toBe(-1);
    }
  });

  it('believe nothing else of a pair whose signature they know', () => {
    const cookies = createCookieKeys(keys(current));
    const signature = cookies.sign(pair);

    for (let round = 0; round < 2; round += 1) {
      expect(cookies.verify(pair, signature)).toBe(true);
      expect(cookies.verify(pair, createCookieKeys(keys(foreign)).sign(pair))).toBe(false);
      expect(cookies.verify('session=other-id', signature)).toBe(false);
    }
  });

  it('sign the same after thousands of others, and what is long', () => {
    const cookies = createCookieKeys(keys(current));
    const [first, long] = [cookies.sign(pair), 'x'.repeat(5000)];
    for (let count = 0; count < 5000; count += 1) cookies.sign(`session=${count}`);

    expect(cookies.sign(pair)).toBe(first);
    expect(createCookieKeys(keys(current)).verify(long, cookies.sign(long))).toBe(true);
  });

  it('sign with the first', () => {
    const signature = createCookieKeys(keys(current, former)).sign(pair);

    expect(createCookieKeys(keys(current)).verify(pair, signature)).toBe(true);
    expect(createCookieKeys(keys(former)).verify(pair, signature)).toBe(false);
  });

  it('sign as the engine does with a list of keys, so that cookies outlive an upgrade', () => {
    const [secret] = deriveSecrets(keys(current), 'cookies');
    const engine = new Provider('https://id.test/oidc', { cookies: { keys: [secret.toString('base64url')] } });
    const answer = { getHeader: () => undefined, setHeader: (_name: string, lines: string[]) => sent.push(...lines) };
    const sent: string[] = [];
    engine.proxy = true;
    engine
      .createContext({ headers: {}, socket: { encrypted: true } } as never, answer as never)
      .cookies.set('session', 'some-id', { signed: true });

    expect(sent[1]).toContain(`session.sig=${createCookieKeys(keys(current)).sign(pair)};`);
  });

  it('never re-sign a cookie without Secure, which a browser would refuse', () => {
    const cookies = createCookieKeys(keys(current, former));

    expect(cookies.index(pair, createCookieKeys(keys(former)).sign(pair))).toBe(0);
  });
});
