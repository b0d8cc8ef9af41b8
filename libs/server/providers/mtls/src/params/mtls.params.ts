import { type KeyUsageName, keyUsages } from '@postern/x509';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
  ValidateIf,
} from 'class-validator';
import { LevelRuleParams, ruleAffinities, type RuleAffinity } from './level-rule.params.js';
import {
  emailUses,
  nameSources,
  NewAccountConditionParams,
  newAccountModes,
  refreshes,
  usernameSources,
  whenTaken,
} from './new-account.params.js';
import { longestSource, MappingRuleParams } from './mapping-rule.params.js';

/** Something that is accepted only where an administrator says so. */
export const choicesToAllow = ['refused', 'allowed'] as const;
export type ChoiceToAllow = (typeof choicesToAllow)[number];

export const matches = ['any', 'all'] as const;
export type Match = (typeof matches)[number];

export const leastRsaBits = ['2048', '3072'] as const;
export const leastCurves = ['P-256', 'P-384'] as const;

/** Key usages that a person's certificate may be asked for. */
export const demandedKeyUsages: readonly KeyUsageName[] = keyUsages.filter(
  (name) => name !== 'keyCertSign' && name !== 'cRLSign',
);

export const nameUses = ['sent', 'none'] as const;

const mostTexts = 20;

/** Settings of one mTLS method. */
export class MtlsParams {
  /** PEM: root certificates, and the authorities below them that issue to people. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(65_536, { each: true })
  trustAnchors: string[] = [];

  /** How the account of a certificate is found: the first rule that finds one decides. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => MappingRuleParams)
  rules: MappingRuleParams[] = [Object.assign(new MappingRuleParams(), { source: 'certificate', field: 'linked' })];

  /** Sources of removed rules: identifiers linked by them stay valid until their source is removed here. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(longestSource, { each: true })
  formerSources: string[] = [];

  /** Whether rules for e-mail addresses find unconfirmed addresses. */
  @IsIn(choicesToAllow)
  unconfirmedEmail: ChoiceToAllow = 'refused';

  /** `high`: a rule that goes by a name signs nobody in. */
  @IsIn(ruleAffinities)
  affinity: RuleAffinity = 'any';

  /** Names of public CAs among the trust anchors whose names may decide whose an account is. */
  @IsArray()
  @ArrayMaxSize(mostTexts)
  @IsString({ each: true })
  @MaxLength(255, { each: true })
  publicAuthorities: string[] = [];

  /** All of them must be in the certificate's key usage. */
  @IsArray()
  @IsIn(demandedKeyUsages, { each: true })
  keyUsage: KeyUsageName[] = [];

  /** Extended key usages, by name or OID. */
  @IsArray()
  @ArrayMaxSize(mostTexts)
  @IsString({ each: true })
  @MaxLength(255, { each: true })
  purposes: string[] = ['clientAuth'];

  @IsIn(matches)
  purposesMatch: Match = 'any';

  /** OIDs of certificate policies that the path must be valid for; none: any. */
  @IsArray()
  @ArrayMaxSize(mostTexts)
  @IsString({ each: true })
  @Matches(/^[0-2](\.(0|[1-9]\d{0,9})){1,20}$/, { each: true, message: 'each value in policies must be an OID' })
  policies: string[] = [];

  @IsIn(matches)
  policiesMatch: Match = 'any';

  /** Bits. */
  @IsIn(leastRsaBits)
  leastRsa: (typeof leastRsaBits)[number] = '2048';

  @IsIn(leastCurves)
  leastCurve: (typeof leastCurves)[number] = 'P-256';

  /** Days between the first and the last moment of a certificate; empty: any. */
  @IsString()
  @Matches(/^(|[1-9]\d{0,4})$/, { message: 'longestValidity must be a number of days, or empty' })
  longestValidity = '';

  /** Whether keys on Brainpool curves (RFC 5639) are good enough, as German cards have them. */
  @IsIn(choicesToAllow)
  brainpool: ChoiceToAllow = 'refused';

  /** Which level a certificate gives; `certificate` where none fits. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LevelRuleParams)
  levels: LevelRuleParams[] = [];

  /**
   * Name of the origin that the method has for itself: a label below the name of fresh hosts, and not one of theirs. Empty: the shared
   * origin.
   */
  @IsString()
  @Matches(/^(|(?!.*--)(?![0-9a-f]{16}(-|$))[a-z0-9][a-z0-9-]{0,38}[a-z0-9])$/, {
    message:
      'hostName must have 2 to 40 lower-case letters, digits and single hyphens, and not begin with 16 hexadecimal digits',
  })
  hostName = '';

  /** Whether browsers are told the names of the CAs at that origin. */
  @IsIn(nameUses)
  caNames: (typeof nameUses)[number] = 'sent';

  /** Whether a certificate that belongs to nobody gets an account. */
  @IsIn(newAccountModes)
  newAccounts: (typeof newAccountModes)[number] = 'off';

  /** What of the certificate becomes the username. */
  @IsIn(usernameSources)
  newUsername: (typeof usernameSources)[number] = 'email';

  /** For `pattern`: text with `usernamePlaceholders` in braces. */
  @Matches(/^(|[^{}]*(\{\w+\}[^{}]*)+)$/, { message: 'newUsernamePattern needs a placeholder, such as {email}' })
  @MaxLength(100)
  newUsernamePattern = '';

  @IsIn(whenTaken)
  newUsernameTaken: (typeof whenTaken)[number] = 'number';

  @IsIn(nameSources)
  newName: (typeof nameSources)[number] = 'cn';

  /** Whether the address in the certificate is taken, and counts as confirmed. */
  @IsIn(emailUses)
  newEmail: (typeof emailUses)[number] = 'unconfirmed';

  /** Ids of the groups that new accounts belong to. */
  @IsArray()
  @ArrayMaxSize(mostTexts)
  @IsUUID('all', { each: true })
  newGroups: string[] = [];

  /** Id of the organization that new accounts become members of; empty: none. */
  @ValidateIf(({ newOrganization }: MtlsParams) => newOrganization !== '')
  @IsUUID()
  newOrganization = '';

  /** Certificates that get an account; none: all that the method accepts. */
  @IsArray()
  @ArrayMaxSize(mostTexts)
  @ValidateNested({ each: true })
  @Type(() => NewAccountConditionParams)
  newFrom: NewAccountConditionParams[] = [];

  /** Domains, one of which the address in the certificate must be of; none: any. */
  @IsArray()
  @ArrayMaxSize(mostTexts)
  @IsString({ each: true })
  @Matches(/^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]+$/u, {
    each: true,
    message: 'each value in newDomains must be a domain, such as example.org',
  })
  newDomains: string[] = [];

  /** New accounts a day. */
  @IsString()
  @Matches(/^[1-9]\d{0,5}$/, { message: 'newPerDay must be a number from 1 to 999999' })
  newPerDay = '500';

  /** Whether name and address of a member are those of the certificate after each sign-in. */
  @IsIn(refreshes)
  refresh: (typeof refreshes)[number] = 'off';
}
