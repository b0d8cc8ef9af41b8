/**
 * Sentences that identify the engine's refusals; it does not send them (`error_detail`). `engine-internals.spec.ts` fails
 * when the pinned engine changes one.
 */
export const engineSentences = {
  unknownClient: 'client not found',
  otherMethod: 'the provided authentication mechanism does not match the registered client authentication method',
  wrongSecret: 'invalid secret provided',
  noSubject: 'sub (JWT subject) must be provided in the client_assertion JWT',
  noExpiration: 'expiration must be specified in the client_assertion JWT',
  noId: 'unique jti (JWT ID) must be provided in the client_assertion JWT',
  noIssuer: 'iss (JWT issuer) must be provided in the client_assertion JWT',
  noAudience: 'aud (JWT audience) must be provided in the client_assertion JWT',
  otherIssuer: 'iss (JWT issuer) must be the client_id',
  otherAudiences: 'list of audience (aud) must include the endpoint url, issuer identifier or token endpoint url',
  otherAudience: 'audience (aud) must equal the endpoint url, issuer identifier or token endpoint url',
  otherAlgorithm: 'alg mismatch',
  badSignature: 'signature verification failed',
  expired: 'jwt expired',
  notYetValid: 'jwt not active yet',
  usedBefore: 'client assertion tokens must only be used once',
  badExpiration: 'invalid exp value',
  badNotBefore: 'invalid nbf value',
  badIssuedAt: 'invalid iat value',
  badId: 'invalid jti value',
  badIssuer: 'invalid iss value',
  badAudience: 'invalid aud value',
  noCertificate: 'client certificate was not provided',
  unverifiedCertificate: 'client certificate was not verified',
  otherSubject: 'certificate subject value does not match the registered one',
  unregisteredCertificate: 'unregistered client certificate provided',
  otherBinding: 'failed x5t#S256 verification',
} as const;
