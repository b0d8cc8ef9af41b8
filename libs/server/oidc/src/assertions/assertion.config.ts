import { IsInt, Max, Min } from 'class-validator';

/** Applications that prove themselves by an assertion signed with the key of a registered certificate (private_key_jwt). */
export class AssertionConfig {
  /** Seconds that may lie between now and `exp` of an assertion; five minutes more are allowed for clocks that differ. */
  @IsInt()
  @Min(60)
  @Max(3600)
  CLIENT_ASSERTION_LIFETIME = 3600;
}
