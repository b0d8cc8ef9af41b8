import { type GatewayLevelClause, reachedLevel, tellsCertificate } from '@postern/contracts';
import { type Certificate, x5tS256 } from '@postern/x509';
import type { Caller } from './caller.js';
import { type ClauseOutcome, met, unmet } from './clause-outcome.js';

/** An access token of a person who signed in at a level (RFC 9470). A token that is bound counts with its certificate only. */
export const evaluateLevel = async (
  { levels, maxAge }: GatewayLevelClause,
  certificate: Certificate | null,
  { accessToken, findToken, at }: Caller,
): Promise<ClauseOutcome> => {
  if (accessToken === null) return unmet('gateway.token_missing', 'no access token was sent');
  const token = await findToken(accessToken);
  if (token === undefined) return unmet('gateway.token_invalid', 'unknown, expired or revoked');
  if (token.certificate !== null && token.certificate !== (certificate && x5tS256(certificate.der))) {
    return unmet('gateway.token_of_another_certificate', 'bound to another certificate');
  }
  const { acr, authTime } = token;
  const certificateProof = tellsCertificate(token) ? {} : null;
  const proofs = acr === null || authTime === null ? [] : [{ acr, at: authTime, certificate: certificateProof }];
  const reached = reachedLevel(proofs, { anyOf: levels, maxAge }, at.getTime() / 1000);
  if (reached !== undefined) return met(`signed in at ${reached.proof.acr}`, false);
  return unmet('gateway.level_not_reached', acr === null ? 'no level is known' : `signed in at ${acr}`);
};
