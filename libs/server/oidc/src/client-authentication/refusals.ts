import type { errors } from 'oidc-provider';
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

/** By the engine's own words, which it keeps to itself. */
const byDetail: Readonly<Record<string, Refusal>> = {
  'client not found': { reason: 'client.unknown', sentence: 'no application has this client_id' },
  'the provided authentication mechanism does not match the registered client authentication method': {
    reason: 'client.other_method',
    sentence: 'the application is registered with another authentication method than the one that was used',
  },
  'invalid secret provided': { reason: 'secret.wrong', sentence: 'the client secret is wrong' },
  'sub (JWT subject) must be provided in the client_assertion JWT': claimMissing('sub'),
  'expiration must be specified in the client_assertion JWT': claimMissing('exp'),
  'unique jti (JWT ID) must be provided in the client_assertion JWT': claimMissing('jti'),
  'iss (JWT issuer) must be provided in the client_assertion JWT': claimMissing('iss'),
  'aud (JWT audience) must be provided in the client_assertion JWT': claimMissing('aud'),
  'iss (JWT issuer) must be the client_id': {
    reason: 'assertion.issuer',
    sentence: 'iss and sub of the assertion must both be the client_id',
  },
  'list of audience (aud) must include the endpoint url, issuer identifier or token endpoint url': audience,
  'audience (aud) must equal the endpoint url, issuer identifier or token endpoint url': audience,
  'alg mismatch': {
    reason: 'assertion.algorithm',
    sentence: 'alg of the assertion must be RS256, PS256 or ES256, as the registered key and its settings allow',
  },
  'signature verification failed': {
    reason: 'assertion.signature',
    sentence: 'the assertion was not signed with the registered key that its header names',
  },
  'jwt expired': {
    reason: 'assertion.expired',
    sentence: 'the assertion has expired: make one for every request, and check the clock',
  },
  'jwt not active yet': {
    reason: 'assertion.not_yet_valid',
    sentence: 'nbf of the assertion is in the future: check the clock',
  },
  'client assertion tokens must only be used once': {
    reason: 'assertion.replayed',
    sentence:
      'the assertion was used before: make one with a new jti for every request, or, if your library (such as MSAL) sends one again, set assertion_reuse of the application to until_expiry',
  },
  'invalid exp value': claimMalformed,
  'invalid nbf value': claimMalformed,
  'invalid iat value': claimMalformed,
  'invalid jti value': claimMalformed,
  'invalid iss value': claimMalformed,
  'invalid aud value': claimMalformed,
  'client certificate was not provided': {
    reason: 'certificate.missing',
    sentence: 'no client certificate arrived: call the endpoint named in mtls_endpoint_aliases, with the certificate',
  },
  'client certificate was not verified': {
    reason: 'certificate.untrusted',
    sentence: 'the client certificate is not one of an authority that is trusted for applications',
  },
  'certificate subject value does not match the registered one': {
    reason: 'certificate.other_subject',
    sentence: 'the client certificate names another subject than the registered one',
  },
  'unregistered client certificate provided': {
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
