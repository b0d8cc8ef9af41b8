import { RefusedCertificateError, presented } from '@postern/certificate-kit';
import type { CertificateErrorCode } from '@postern/contracts';
import { assertSigns, type AuthorityPath, type Certificate, hasPurpose, purposeName, readPurpose } from '@postern/x509';
import type { Match, MtlsParams } from './params/mtls.params.js';

const day = 86_400_000;

/**
 * The least key that a method accepts; tested where weak keys are.
 *
 * @throws RefusedCertificateError `certificate.weak_key`
 */
export const assertLeastKey = (
  certificate: Certificate,
  { leastRsa, leastCurve }: Pick<MtlsParams, 'leastRsa' | 'leastCurve'>,
): void => {
  const { description, bits } = certificate.key;
  const leastBits = description.startsWith('RSA ') ? Number(leastRsa) : Number(leastCurve.slice(2));
  if (bits >= leastBits) return;
  const reason = `${description} is below the least key`;
  throw new RefusedCertificateError('certificate.weak_key', reason, presented(certificate), { about: description });
};

/**
 * What a method asks of a certificate beyond what every certificate must have: key usage, purposes, policies, longest validity.
 *
 * @throws RefusedCertificateError `certificate.too_long_lived`, `certificate.wrong_purpose`, `certificate.key_usage`,
 * `certificate.policy_missing`
 * @throws X509Error `wrong_purpose`
 */
export const assertDemands = (
  certificate: Certificate,
  { policies }: Pick<AuthorityPath, 'policies'>,
  params: MtlsParams,
): void => {
  const refuse = (code: CertificateErrorCode, reason: string, about: string): never => {
    throw new RefusedCertificateError(code, reason, presented(certificate), { about });
  };
  const { keyUsage, notBefore, notAfter } = certificate;
  const days = Math.ceil((notAfter.getTime() - notBefore.getTime()) / day);
  if (params.longestValidity !== '' && days > Number(params.longestValidity))
    refuse('certificate.too_long_lived', `valid for ${days} days, at most ${params.longestValidity}`, `${days}`);

  const purposes = params.purposes.map((text) => readPurpose(text) ?? text);
  const lackingPurpose = lacking(purposes, params.purposesMatch, (oid) => hasPurpose(certificate, oid));
  if (lackingPurpose !== undefined)
    refuse(
      'certificate.wrong_purpose',
      `extended key usage lacks ${purposeName(lackingPurpose)}`,
      purposeName(lackingPurpose),
    );
  assertSigns(certificate);

  const lackingUsage = params.keyUsage.find((name) => keyUsage?.[name] !== true);
  if (lackingUsage !== undefined) refuse('certificate.key_usage', `key usage lacks ${lackingUsage}`, lackingUsage);

  const lackingPolicy = lacking(params.policies, params.policiesMatch, (oid) => policies.has(oid));
  if (lackingPolicy !== undefined)
    refuse('certificate.policy_missing', `not valid for the policy ${lackingPolicy}`, lackingPolicy);
};

/** The first of what is wanted that is not there, where that is too little; undefined when all is well. */
const lacking = (wanted: readonly string[], match: Match, has: (one: string) => boolean): string | undefined => {
  const absent = wanted.filter((one) => !has(one));
  const enough = match === 'all' ? absent.length === 0 : absent.length < wanted.length;
  return wanted.length === 0 || enough ? undefined : absent[0];
};
