import { type AccountField, accountFields, affinities, type Affinity } from '@postern/contracts';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';

/** Room for a pattern of 500 characters. */
export const longestSource = 520;

/** One rule of an mTLS method: which part of a certificate it reads, and where it looks for the account. */
export class MappingRuleParams {
  /** `certificate`, `san-upn`, `subject:CN`, …: see `readRuleSource`. */
  @IsString()
  @Length(1, longestSource)
  source!: string;

  @IsIn(accountFields)
  field!: AccountField;

  /** Lower than that of the source, where an administrator says so. */
  @IsOptional()
  @IsIn(affinities)
  affinity?: Affinity;
}
