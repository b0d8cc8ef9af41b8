import { IsIn, IsString, Matches } from 'class-validator';

export const certificateLevels = [
  'urn:postern:acr:certificate',
  'urn:postern:acr:certificate-hardware',
  'urn:postern:acr:two-factors',
] as const;
export type CertificateLevel = (typeof certificateLevels)[number];

export const ruleAffinities = ['any', 'high'] as const;
export type RuleAffinity = (typeof ruleAffinities)[number];

/** Which level a certificate gives: that of the first of these rules that fits it. */
export class LevelRuleParams {
  /** SHA-256 of a trust anchor, or of an authority below it, that the path runs through; `any` for every one. */
  @Matches(/^(any|[0-9a-f]{64})$/, { message: 'issuer must be the SHA-256 of a trust anchor, or any' })
  issuer = 'any';

  /** OID of a certificate policy; empty for any. */
  @IsString()
  @Matches(/^(|[0-2](\.(0|[1-9]\d{0,9})){1,20})$/, { message: 'policy must be an OID, or empty' })
  policy = '';

  @IsIn(certificateLevels)
  level!: CertificateLevel;

  /** `high`: only where the account was found by what identifies the certificate. */
  @IsIn(ruleAffinities)
  affinity: RuleAffinity = 'any';
}
