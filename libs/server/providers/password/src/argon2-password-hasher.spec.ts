import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { Argon2PasswordHasher } from './argon2-password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import { PasswordConfig } from './password.config.js';

const hasher = new Argon2PasswordHasher(new PasswordPolicy(new PasswordConfig()));

describe('argon2 password hasher', () => {
  it('makes argon2id hashes with the parameters OWASP recommends, each with a salt of its own', async () => {
    const [first, second] = await Promise.all([hasher.hash('velvet otter grinds'), hasher.hash('velvet otter grinds')]);

    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
  });

  it('tells the right password from a wrong one', async () => {
    const made = await hasher.hash('velvet otter grinds');

    expect(await hasher.verify(made, 'velvet otter grinds')).toBe(true);
    expect(await hasher.verify(made, 'velvet otter grindS')).toBe(false);
    expect(await hasher.verify(made, '')).toBe(false);
    expect(await hasher.verify(made, 'velvet otter grinds'.repeat(100))).toBe(false);
  });

  it('takes the same password typed on another system, composed or decomposed', async () => {
    const made = await hasher.hash('Müllers Kühe grüßen');

    expect(await hasher.verify(made, 'Müllers Kühe grüßen'.normalize('NFD'))).toBe(true);
  });

  it('refuses to hash a password not fit for use', async () => {
    await expect(hasher.hash('too short')).rejects.toThrow('password.too_short');
  });

  it('renews a hash made with other parameters, although the password is shorter than asked today', async () => {
    const old = await hash('short', { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 });
    const renewed = await hasher.renew(old, 'short');

    expect(renewed).toMatch(/m=19456,t=2,p=1/);
    expect(await hasher.verify(renewed!, 'short')).toBe(true);
    expect(await hasher.renew(renewed!, 'short')).toBeUndefined();
  });

  it('lets the event loop run while it hashes', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    await Promise.all(Array.from({ length: 8 }, () => hasher.hash('velvet otter grinds')));
    clearInterval(ticking);

    expect(turns).toBeGreaterThan(5);
  });
});
