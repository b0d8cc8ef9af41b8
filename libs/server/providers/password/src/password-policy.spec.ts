import { describe, expect, it } from 'vitest';
import { PasswordPolicy } from './password-policy.js';
import { PasswordConfig } from './password.config.js';

const policy = new PasswordPolicy(new PasswordConfig());
const codeOf = (password: string): string => {
  try {
    policy.assertAcceptable(password);
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('password policy', () => {
  it('accepts long passwords of any composition', () => {
    for (const password of [
      'velvet otter grinds maps',
      'ключ от старой квартиры',
      '9fk2-XX31-qp0z-77aa',
      '密码管理器里的一句很长的中文话语',
    ]) {
      expect(codeOf(password), password).toBe('accepted');
    }
  });

  it('refuses passwords of fewer than 15 characters, counting characters and not bytes', () => {
    expect(codeOf('q8!vLm2#xR5@tZ')).toBe('password.too_short');
    expect(codeOf('🦦🦉🦊🐝🐙🦔🦩')).toBe('password.too_short');
  });

  it('refuses common passwords, however long', () => {
    for (const password of [
      'password1234567',
      'Passw0rd!!!!!!!!!',
      'passwordpassword',
      'qwertyqwertyqwerty',
      '123456789012345',
      '987654321098765',
      'aaaaaaaaaaaaaaaa',
      'abcabcabcabcabc',
      'qwertyuiopasdfgh',
      'administrator123456',
      'Correct Horse Battery Staple',
    ]) {
      expect(codeOf(password), password).toBe('password.too_common');
    }
  });

  it('refuses passwords longer than 256 characters', () => {
    expect(codeOf('velvet otter '.repeat(20))).toBe('request.invalid');
  });
});
