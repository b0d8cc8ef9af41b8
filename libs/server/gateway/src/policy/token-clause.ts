import type { GatewayTokenClause } from '@postern/contracts';
import { type Certificate, x5tS256 } from '@postern/x509';
import type { Caller } from './caller.js';
import { type ClauseOutcome, met, unmet } from './clause-outcome.js';

/** A certificate-bound access token (RFC 8705 §3), which works only with the key of its certificate. */
export const evaluateToken = async (
  { scopes, audience }: GatewayTokenClause,
  certificate: Certificate,
  { accessToken, findToken }: Caller,
): Promise<ClauseOutcome> => {
  if (accessToken === null) return unmet('gateway.token_missing', 'no access token was sent');
  const token = await findToken(accessToken);
  if (token === undefined) return unmet('gateway.token_invalid', 'unknown, expired or revoked');
  if (audience !== null && !token.audiences.includes(audience)) {
    return unmet('gateway.token_invalid', `meant for ${token.audiences.join(', ') || 'nobody'}`);
  }
  if (token.certificate === null) return unmet('gateway.token_not_bound', 'a bearer token');
  if (token.certificate !== x5tS256(certificate.der)) {
    return unmet('gateway.token_of_another_certificate', 'bound to another certificate');
  }
  const missing = scopes.filter((scope) => !token.scopes.has(scope));
  if (missing.length > 0) return unmet('gateway.token_insufficient_scope', `lacks ${missing.join(' ')}`);
  return met('bound to this certificate');
};
