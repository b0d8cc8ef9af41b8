import { IsString, Matches } from 'class-validator';

export const newAccountModes = ['off', 'after_confirmation', 'at_once'] as const;
export const usernameSources = ['email', 'upn', 'uid', 'pattern'] as const;
export const whenTaken = ['number', 'refuse'] as const;
export const nameSources = ['cn', 'given-and-surname'] as const;
export const emailUses = ['none', 'unconfirmed', 'confirmed'] as const;
export const refreshes = ['off', 'on'] as const;

/** Which certificates get an account: those that meet one of these conditions. */
export class NewAccountConditionParams {
  /** SHA-256 of a trust anchor, or of an authority below it, that the path runs through; `any` for every one. */
  @Matches(/^(any|[0-9a-f]{64})$/, { message: 'issuer must be the SHA-256 of a trust anchor, or any' })
  issuer = 'any';

  /** OID of a certificate policy; empty for any. */
  @IsString()
  @Matches(/^(|[0-2](\.(0|[1-9]\d{0,9})){1,20})$/, { message: 'policy must be an OID, or empty' })
  policy = '';
}
