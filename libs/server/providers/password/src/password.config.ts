import { IsInt, Max, Min } from 'class-validator';

/** Policy for new passwords. */
export class PasswordConfig {
  /**
   * Characters a new password must have at least. 15 is what NIST SP 800-63B-4 §3.1.1.2 asks of a password that signs in
   * alone; go down to 8 only where another factor is always asked for.
   */
  @IsInt()
  @Min(8)
  @Max(64)
  PASSWORD_MIN_LENGTH = 15;
}
