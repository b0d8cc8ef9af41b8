import type { errors } from 'oidc-provider';
import { engineSentences } from '../engine-internals/sentences.js';
import { RefusedAuthenticationError } from './refused-authentication.error.js';

/** Why an application was refused: a stable code for the event log, and a sentence for its developer. */
export interface Refusal {
  readonly reason: string;
  readonly sentence: string;
}

const claimMissing = (name: string): Refusal => ({
  reason: 'assertion.claim_missing',
  sentence: `the assertion has no ${name} claim`,
});

const audience: Refusal = {
  reason: 'assertion.audience',
  sentence: 'aud of the assertion must be the address of the token endpoint, or the issuer, and nothing else',
};

const claimMalformed: Refusal = {
  reason: 'assertion.claim_malformed',
  sentence: 'a claim of the assertion is malformed',
};

/** By the engine's own sentence. */
const byDetail: Readonly<Record<string, Refusal>> = {
  [engineSentences.unknownClient]: { reason: 'client.unknown', sentence: 'no application has this client_id' },
  [engineSentences.otherMethod]: {
    reason: 'client.other_method',
    sentence: 'the application is registered with another authentication method than the one that was used',
  },
  [engineSentences.wrongSecret]: { reason: 'secret.wrong', sentence: 'the client secret is wrong' },
  [engineSentences.noSubject]: claimMissing('sub'),
  [engineSentences.noExpiration]: claimMissing('exp'),
  [engineSentences.noId]: claimMissing('jti'),
  [engineSentences.noIssuer]: claimMissing('iss'),
  [engineSentences.noAudience]: claimMissing('aud'),
  [engineSentences.otherIssuer]: {
    reason: 'assertion.issuer',
    sentence: 'iss and sub of the assertion must both be the client_id',
  },
  [engineSentences.otherAudiences]: audience,
  [engineSentences.otherAudience]: audience,
  [engineSentences.otherAlgorithm]: {
    reason: 'assertion.algorithm',
    sentence: 'alg of the assertion must be RS256, PS256 or ES256, as the registered key and its settings allow',
  },
  [engineSentences.badSignature]: {
    reason: 'assertion.signature',
    sentence: 'the assertion was not signed with the registered key that its header names',
  },
  [engineSentences.expired]: {
    reason: 'assertion.expired',
    sentence: 'the assertion has expired: make one for every request, and check the clock',
  },
  [engineSentences.notYetValid]: {
    reason: 'assertion.not_yet_valid',
    sentence: 'nbf of the assertion is in the future: check the clock',
  },
  [engineSentences.usedBefore]: {
    reason: 'assertion.replayed',
    sentence:
      'the assertion was used before: make one with a new jti for every request, or, if your library (such as MSAL) sends one again, set assertion_reuse of the application to until_expiry',
  },
  [engineSentences.badExpiration]: claimMalformed,
  [engineSentences.badNotBefore]: claimMalformed,
  [engineSentences.badIssuedAt]: claimMalformed,
  [engineSentences.badId]: claimMalformed,
  [engineSentences.badIssuer]: claimMalformed,
  [engineSentences.badAudience]: claimMalformed,
  [engineSentences.noCertificate]: {
    reason: 'certificate.missing',
    sentence: 'no client certificate arrived: call the endpoint named in mtls_endpoint_aliases, with the certificate',
  },
  [engineSentences.unverifiedCertificate]: {
    reason: 'certificate.untrusted',
    sentence: 'the client certificate was not issued by a CA that is trusted for applications',
  },
  [engineSentences.otherSubject]: {
    reason: 'certificate.other_subject',
    sentence: 'the client certificate names another subject than the registered one',
  },
  [engineSentences.unregisteredCertificate]: {
    reason: 'certificate.unregistered',
    sentence: 'the client certificate is not registered for this application',
  },
};

const own = (error: unknown): Refusal | undefined =>
  error instanceof RefusedAuthenticationError
    ? { reason: error.reason, sentence: error.error_description ?? '' }
    : undefined;

/** The engine says nothing of assertions whose parts are no objects, but for what was thrown at them. */
const unreadable = ({ cause }: { readonly cause?: unknown }): Refusal | undefined =>
  cause === undefined
    ? undefined
    : { reason: 'assertion.malformed', sentence: 'the assertion cannot be read: it must be a signed JWT' };

/** Of any refusal by the engine or by a part of ours, also when the engine wrapped it. */
export const refusalOf = (error: InstanceType<typeof errors.InvalidClientAuth>): Refusal =>
  own(error) ??
  own(error.cause) ??
  byDetail[error.error_detail ?? ''] ??
  unreadable(error) ?? { reason: 'client.refused', sentence: 'client authentication failed' };
