import { errors } from 'oidc-provider';

/** An application did not prove who it is: answered as `invalid_client` (RFC 6749 §5.2) with a sentence for its developer. */
export class RefusedAuthenticationError extends errors.InvalidClientAuth {
  /**
   * @param reason stable code for the event log, for example `assertion.no_key_named`
   * @param sentence what is wrong and what to do; says nothing that identifies a key
   */
  constructor(
    readonly reason: string,
    sentence: string,
  ) {
    super(sentence);
    this.error_description = sentence;
  }
}
