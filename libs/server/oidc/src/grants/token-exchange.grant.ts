import type { ExchangeRequest, RequestParameters } from './exchange-request.js';
import { RefusedExchangeError } from './refused-exchange.error.js';

/** RFC 8693 §3. */
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
const jwtType = 'urn:ietf:params:oauth:token-type:jwt';

/** RFC 8693 §2.1; `audience` comes as `resource`. */
export const tokenExchangeParameters = [
  'subject_token',
  'subject_token_type',
  'actor_token',
  'actor_token_type',
  'requested_token_type',
  'resource',
  'scope',
] as const;

const refuse = (reason: string, sentence: string): never => {
  throw new RefusedExchangeError('request', `request.${reason}`, sentence);
};

/** Access tokens of ours, which may have the form of a JWT; nothing else is exchanged. */
const assertAccessToken = (name: string, type: string | undefined): void => {
  if (type === undefined) refuse('incomplete', `${name} is missing`);
  if (type !== accessTokenType && type !== jwtType) refuse('token_type', `${name} must be ${accessTokenType}`);
};

const actorTokenOf = ({ actor_token: token, actor_token_type: type }: RequestParameters): string | undefined => {
  if (token === undefined) return type === undefined ? undefined : refuse('incomplete', 'actor_token is missing');
  assertAccessToken('actor_token_type', type);
  return token;
};

/** @throws RefusedExchangeError */
export const readTokenExchange = (parameters: RequestParameters): ExchangeRequest => {
  const { subject_token: subjectToken, subject_token_type: subjectType, requested_token_type: requested } = parameters;
  if (subjectToken === undefined) return refuse('incomplete', 'subject_token is missing');
  assertAccessToken('subject_token_type', subjectType);
  if (requested !== undefined && requested !== accessTokenType) {
    return refuse('token_type', `requested_token_type must be ${accessTokenType}`);
  }
  return { subjectToken, actorToken: actorTokenOf(parameters), scope: parameters['scope'] };
};
