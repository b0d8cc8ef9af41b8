import { errors } from 'oidc-provider';

/** Which part of an exchange was refused; the answer's `error` depends on it and on the grant. */
export type RefusedPart = 'request' | 'subject' | 'actor' | 'target' | 'scope' | 'client';

/** A token was not exchanged: answered with a sentence for the developer of the application. */
export class RefusedExchangeError extends Error {
  /**
   * @param reason stable code for the event log, for example `subject.revoked`
   * @param sentence what is wrong and what to do
   */
  constructor(
    readonly part: RefusedPart,
    readonly reason: string,
    readonly sentence: string,
  ) {
    super(reason);
  }

  /** @param bad the `error` for tokens that are no good: `invalid_grant` (RFC 7523 §3.1), `invalid_request` (RFC 8693 §2.2.2) */
  answer(bad: 'invalid_grant' | 'invalid_request'): Error {
    const code = {
      request: 'invalid_request',
      subject: bad,
      actor: bad,
      target: 'invalid_target',
      scope: 'invalid_scope',
      client: 'unauthorized_client',
    }[this.part];
    return new errors.CustomOIDCProviderError(code, this.sentence, { cause: this });
  }
}
