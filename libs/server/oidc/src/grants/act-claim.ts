import { RefusedExchangeError } from './refused-exchange.error.js';

/** Who acts for the subject, and who did before (RFC 8693 §4.1). */
export interface ActClaim {
  /** Client id. */
  readonly sub: string;
  readonly act?: ActClaim;
}

/** Applications that a request can pass through, one after the other. */
const longestChain = 8;

const lengthOf = (actor: ActClaim | undefined): number => (actor === undefined ? 0 : 1 + lengthOf(actor.act));

/**
 * The application in front of those who acted before it.
 *
 * @throws RefusedExchangeError when a token has passed through too many applications, which suggests a loop
 */
export const nextActor = (clientId: string, before: ActClaim | undefined): ActClaim => {
  if (lengthOf(before) >= longestChain) {
    const sentence = `the token was exchanged ${longestChain} times already`;
    throw new RefusedExchangeError('subject', 'subject.chain_too_long', sentence);
  }
  return before === undefined ? { sub: clientId } : { sub: clientId, act: before };
};
