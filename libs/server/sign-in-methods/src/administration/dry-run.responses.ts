import { ApiProperty } from '@nestjs/swagger';
import {
  accountFields,
  type AffectedAccounts,
  type AccountField,
  affinities,
  type Affinity,
  type NamedAccount,
  ownFieldPrefix,
  type RuleTrial,
  type RuleVerdict,
  ruleVerdicts,
  type CertificateJudgement,
  type CertificateSummary,
  type ErrorCode,
  type MethodTestResult,
} from '@postern/contracts';

class TestedAccountResponse implements NamedAccount {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'alice' })
  readonly username!: string;

  @ApiProperty({ type: String, example: 'Alice Example' })
  readonly name!: string;
}

class RuleTrialResponse implements RuleTrial {
  @ApiProperty({ type: String, example: 'san-upn' })
  readonly source!: string;

  @ApiProperty({
    type: String,
    examples: [...accountFields, `${ownFieldPrefix}employee_number`],
    description: 'Or an own profile field, by its key.',
  })
  readonly field!: AccountField;

  @ApiProperty({ enum: affinities })
  readonly affinity!: Affinity;

  @ApiProperty({
    type: Boolean,
    description: 'True if this is not a current rule but finds identifiers of an earlier one.',
  })
  readonly kept!: boolean;

  @ApiProperty({ type: [String] })
  readonly values!: readonly string[];

  @ApiProperty({ type: [TestedAccountResponse] })
  readonly accounts!: readonly TestedAccountResponse[];

  @ApiProperty({ enum: ruleVerdicts })
  readonly verdict!: RuleVerdict;
}

export class MethodTestResponse implements MethodTestResult {
  @ApiProperty({ type: Boolean, description: "The method's verdict on the certificate." })
  readonly accepted!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'certificate.not_linked' })
  readonly code!: ErrorCode | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'critical extension 1.2.3.4',
    description: 'Why it was refused, in one English phrase: the extension, the algorithm, the name.',
  })
  readonly reason!: string | null;

  @ApiProperty({ type: Object, nullable: true })
  readonly certificate!: CertificateSummary | null;

  @ApiProperty({ type: Object, nullable: true, description: 'Its chain, each test, and the link that failed.' })
  readonly judgement!: CertificateJudgement | null;

  @ApiProperty({ type: [RuleTrialResponse], description: 'In the order in which they decide.' })
  readonly rules!: readonly RuleTrialResponse[];

  @ApiProperty({ type: TestedAccountResponse, nullable: true })
  readonly account!: NamedAccount | null;

  @ApiProperty({ type: String, nullable: true, example: 'urn:postern:acr:certificate' })
  readonly acr!: string | null;
}

class AffectedExampleResponse {
  @ApiProperty({ enum: ['other', 'ambiguous', 'not_found'] })
  readonly outcome!: 'other' | 'ambiguous' | 'not_found';

  @ApiProperty({ type: TestedAccountResponse })
  readonly account!: TestedAccountResponse;

  @ApiProperty({ type: String })
  readonly certificate!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly rule!: string | null;
}

export class AffectedAccountsResponse implements AffectedAccounts {
  @ApiProperty({ type: Number, description: 'Number of certificates checked so far.' })
  readonly checked!: number;

  @ApiProperty({ type: Number, description: 'Number of certificates.' })
  readonly total!: number;

  @ApiProperty({ type: Number })
  readonly found!: number;

  @ApiProperty({ type: Number, description: 'Certificates that are found only by an identifier of an earlier rule.' })
  readonly kept!: number;

  @ApiProperty({ type: Number, description: 'Certificates that find another account than the one they are linked to.' })
  readonly others!: number;

  @ApiProperty({ type: Number })
  readonly ambiguous!: number;

  @ApiProperty({ type: Number })
  readonly notFound!: number;

  @ApiProperty({ type: Number, description: 'Certificates that the method does not accept.' })
  readonly refused!: number;

  @ApiProperty({ type: [AffectedExampleResponse] })
  readonly examples!: readonly AffectedExampleResponse[];

  @ApiProperty({ type: String, nullable: true, description: '`after` of the next request; null at the end.' })
  readonly next!: string | null;
}
