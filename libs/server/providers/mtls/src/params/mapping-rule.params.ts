import { type AccountField, accountFields, affinities, type Affinity, ownFieldPrefix } from '@postern/contracts';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';

/** Room for a pattern of 500 characters. */
export const longestSource = 520;

/** One rule of an mTLS method: which part of a certificate it reads, and where it looks for the account. */
export class MappingRuleParams {
  /** `certificate`, `san-upn`, `subject:CN`, …: see `readRuleSource`. */
  @IsString()
  @Length(1, longestSource)
  source!: string;

  /** `field:` and the key of an own profile field, or a built-in field. */
  @Matches(new RegExp(`^(${accountFields.join('|')}|${ownFieldPrefix}[a-z][a-z0-9_]{0,39})$`), {
    message: `field must be one of ${accountFields.join(', ')}, or ${ownFieldPrefix}KEY`,
  })
  field!: AccountField;

  /** Lower than that of the source, where an administrator says so. */
  @IsOptional()
  @IsIn(affinities)
  affinity?: Affinity;
}
