import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of every request. */
export const managementProblems: ProblemsOf<'request' | 'token' | 'server'> = {
  'request.invalid': { title: 'The request is not valid.', detail: 'Correct the fields listed in errors.' },
  'request.too_many': { title: 'Too many requests.', detail: 'Wait as long as Retry-After says and try again.' },
  'request.wrong_origin': {
    title: 'The request comes from another site.',
    detail: 'Send it from the public origin.',
  },
  'request.not_found': {
    title: 'No resource exists at this URL.',
    detail: 'See /api/docs for the available resources.',
  },
  'request.conflict': {
    title: 'The request conflicts with the stored state.',
    detail: 'Read the current state and try again.',
  },
  'token.missing': { title: 'The request has no access token.', detail: 'Send Authorization: Bearer with a token.' },
  'token.invalid': {
    title: 'The access token is malformed, expired, revoked or meant for another API.',
    detail: 'Get a new one from the token endpoint.',
  },
  'token.insufficient_scope': {
    title: 'The access token lacks a scope.',
    detail: 'Ask for a token with the scopes named in WWW-Authenticate.',
  },
  'token.insufficient_authentication': {
    title: 'The person behind the token did not sign in at the level required for administration.',
    detail: 'Sign in again with the acr_values in the WWW-Authenticate header (RFC 9470 §3).',
  },
  'token.insufficient_role': {
    title: 'The role of this account does not allow that.',
    detail: 'Ask an owner or administrator.',
  },
  'token.exceeds_own_rights': {
    title: 'This would grant or change more rights than the caller has.',
    detail: 'Ask someone who has the scopes listed in errors.',
  },
  'server.unavailable': { title: 'The server is temporarily unavailable.', detail: 'Try again in a moment.' },
  'server.busy': {
    title: 'Too many people are signing in right now.',
    detail: 'Wait as long as Retry-After says and try again.',
  },
  'server.error': {
    title: 'Something went wrong in the server.',
    detail: 'Report the request id to an administrator.',
  },
  'request.malformed': {
    title: 'The request cannot be read.',
    detail: 'Send a body in JSON, as Content-Type says, to an address without stray percent signs.',
  },
  'request.too_large': { title: 'The request is too large.', detail: 'Send less at once.' },
  'request.media_type': {
    title: 'The content type of the body is not supported.',
    detail: 'Send JSON, with Content-Type: application/json.',
  },
};
