import { IsInt, Max, Min } from 'class-validator';

/** How long the steps between the two origins may take. */
export class InteractionsConfig {
  /** Seconds a ticket to a provider's own origin may be used after the sign-in page asked for it. */
  @IsInt()
  @Min(30)
  @Max(900)
  TICKET_TTL = 120;

  /** Seconds a handoff between the two origins may live. No proof waits for more than a minute. */
  @IsInt()
  @Min(5)
  @Max(60)
  HANDOFF_TTL = 60;

  /** Days a refused certificate is kept, so that an administrator can link it from its event; 0 keeps none. */
  @IsInt()
  @Min(0)
  @Max(90)
  REFUSED_CERTIFICATE_DAYS = 7;
}
