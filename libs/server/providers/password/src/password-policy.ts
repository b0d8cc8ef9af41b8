import { Inject, Injectable } from '@nestjs/common';
import { InvalidError } from '@postern/errors';
import { isCommonPassword } from './common-passwords.js';
import { PasswordConfig } from './password.config.js';

/** Characters (UTF-16 units) that are read of a password; more would only make work for the hash. */
export const longestPassword = 256;

/** One spelling for what looks the same on every keyboard: NFKC (NIST SP 800-63B-4 §3.1.1.2; Unicode UAX #15). */
export const normalizePassword = (password: string): string => password.normalize('NFKC');

/** Which passwords may be set. No rules of composition and no expiry: both make passwords worse (NIST SP 800-63B-4 §3.1.1.2). */
@Injectable()
export class PasswordPolicy {
  constructor(@Inject(PasswordConfig) private readonly config: PasswordConfig) {}

  /** Characters. */
  get shortest(): number {
    return this.config.PASSWORD_MIN_LENGTH;
  }

  /** Throws `InvalidError`: `password.too_short`, `password.too_common`, `request.invalid` for one that is too long. */
  assertAcceptable(password: string): void {
    const least = this.shortest;
    if (password.length > longestPassword)
      throw refusal('request.invalid', `must have at most ${longestPassword} characters`);
    // Code points, so that one emoji is one character.
    if ([...password].length < least) throw refusal('password.too_short', `must have at least ${least} characters`);
    if (isCommonPassword(password)) throw refusal('password.too_common', 'is among the first that are tried');
  }
}

const refusal = (
  code: 'request.invalid' | 'password.too_short' | 'password.too_common',
  message: string,
): InvalidError => new InvalidError(code, `password ${message}`, [{ path: 'password', message }]);
