import { IsInt, IsString, Max, Min } from 'class-validator';

/** Sign-ins: their page, and how long the steps between the two origins may take. */
export class InteractionsConfig {
  /**
   * Built sign-in page (`index.html` of apps/login-widget/dist), which the server sends with its data as the answer to an authorization
   * request. Must be the file that Nginx serves, or another copy of the same build; a new build is noticed within a second. Empty, or
   * as long as there is no such file: browsers are redirected to the page, which costs two more requests.
   */
  @IsString()
  SIGN_IN_PAGE_FILE = '';

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
