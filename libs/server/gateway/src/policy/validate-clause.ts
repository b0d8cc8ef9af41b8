import type { GatewayValidateClause } from '@postern/contracts';
import { assertClientPurpose, assertNotAuthority, assertStrong, type Certificate } from '@postern/x509';
import type { Caller } from './caller.js';
import { type ClauseOutcome, met, outcomeOf, unmet } from './clause-outcome.js';

/** Validates a certificate: dates, path to a trust anchor, purpose, revocation, each unless switched off. */
export const evaluateValidate = async (
  clause: GatewayValidateClause,
  certificate: Certificate,
  caller: Caller,
): Promise<ClauseOutcome> => {
  const { notBefore, notAfter } = certificate;
  if (clause.notBefore && caller.at < notBefore) {
    return unmet('certificate.not_yet_valid', `valid from ${notBefore.toISOString()}`);
  }
  if (clause.notAfter && caller.at > notAfter) {
    return unmet('certificate.expired', `valid until ${notAfter.toISOString()}`);
  }
  if (!clause.trust) return met('the dates are in order; who issued it was not looked at', false);
  try {
    return await evaluateTrust(clause, certificate, caller);
  } catch (error) {
    return outcomeOf(error);
  }
};

const evaluateTrust = async (
  { trustAnchorIds, revocation }: GatewayValidateClause,
  certificate: Certificate,
  caller: Caller,
): Promise<ClauseOutcome> => {
  assertStrong(certificate);
  assertNotAuthority(certificate);
  const store = await caller.trust(trustAnchorIds);
  const path = caller.findPath(certificate, store, caller.at);
  assertClientPurpose(certificate);
  const anchor = path.anchor.certificate.sha256.slice(0, 16);
  if (!revocation) return met(`path to the trust anchor ${anchor}…`);
  await (await caller.revocations()).assertNotRevoked(certificate, path, caller.at);
  return met(`path to the trust anchor ${anchor}…, not revoked`);
};
