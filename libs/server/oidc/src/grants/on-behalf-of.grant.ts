import type { ExchangeRequest, RequestParameters } from './exchange-request.js';
import { RefusedExchangeError } from './refused-exchange.error.js';

/** RFC 7523 §2.1, with what Microsoft's documents make of it. */
export const onBehalfOfParameters = ['assertion', 'requested_token_use', 'resource', 'scope'] as const;

const refuse = (reason: string, sentence: string): never => {
  throw new RefusedExchangeError('request', `request.${reason}`, sentence);
};

/** @throws RefusedExchangeError */
export const readOnBehalfOf = ({ assertion, requested_token_use: use, scope }: RequestParameters): ExchangeRequest => {
  if (use !== 'on_behalf_of') return refuse('token_use', 'requested_token_use must be on_behalf_of');
  if (assertion === undefined)
    return refuse('incomplete', 'assertion is missing: the access token that the API was sent');
  return { subjectToken: assertion, actorToken: undefined, scope };
};
