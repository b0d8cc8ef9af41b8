import { IsInt, Max, Min } from 'class-validator';

/** Credentials of applications. */
export class ClientCredentialsConfig {
  /** Self-signed certificates that one application authenticates with at once: two, so that one can replace the other. */
  @IsInt()
  @Min(1)
  @Max(10)
  CLIENT_SELF_SIGNED_CERTIFICATES = 2;
}
