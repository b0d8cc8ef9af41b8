import { ApiProperty } from '@nestjs/swagger';
import {
  accountFields,
  type AffectedAccounts,
  type LatelyPresented,
  type AccountField,
  affinities,
  type Affinity,
  type NamedAccount,
  type OverlappingMethod,
  ownFieldPrefix,
  type RuleTrial,
  type RuleVerdict,
  ruleVerdicts,
  type CertificateJudgement,
  type EventCertificate,
  type CertificateSummary,
  type ErrorCode,
  type FieldDescriptor,
  type LockedOutPerson,
  type LockOutPreview,
  type Localized,
  type ProviderLabels,
  type MethodGroup,
  type MethodTestResult,
  type ProviderDescriptor,
  type SignInMethodOwner,
  type Publicity,
  type SignInMethodRecord,
  publicities,
} from '@postern/contracts';
import { NamedMethodResponse } from '@postern/management';

class IdentifierSourceResponse {
  @ApiProperty({ type: String, nullable: true, example: 'certificate' })
  readonly source!: string | null;

  @ApiProperty({ type: Number })
  readonly count!: number;
}

class OverlappingMethodResponse extends NamedMethodResponse implements OverlappingMethod {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: ['system', 'organization', 'application'] })
  readonly owner!: SignInMethodOwner;
}

export class SignInMethodResponse extends NamedMethodResponse implements SignInMethodRecord {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: ['system', 'organization', 'application'] })
  readonly owner!: SignInMethodOwner;

  @ApiProperty({ type: String, nullable: true, description: 'The application that owns it.' })
  readonly clientId!: string | null;

  @ApiProperty({ format: 'uuid', type: String, nullable: true, description: 'The organization that owns it.' })
  readonly organizationId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly description!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The provider's own picture: SVG as a data URL." })
  readonly icon!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Path on the public origin.' })
  readonly logoUrl!: string | null;

  @ApiProperty({ type: Boolean })
  readonly public!: boolean;

  @ApiProperty({ enum: publicities })
  readonly publicity!: Publicity;

  @ApiProperty({ type: Boolean })
  readonly enabled!: boolean;

  @ApiProperty({ enum: ['main', 'other'] })
  readonly group!: MethodGroup;

  @ApiProperty({ type: Number })
  readonly position!: number;

  @ApiProperty({ type: Object })
  readonly params!: Readonly<Record<string, unknown>>;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Why the method cannot work now, or what is wrong beside it.',
  })
  readonly problem!: ErrorCode | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'The same in English, with the file and the reason, where the code alone does not say it.',
  })
  readonly problemDetail!: string | null;

  @ApiProperty({
    type: [OverlappingMethodResponse],
    description: 'Other methods that trust one of its trust anchors, as far as the caller may see them.',
  })
  readonly overlaps!: readonly OverlappingMethodResponse[];

  @ApiProperty({ type: Boolean })
  readonly builtIn!: boolean;

  @ApiProperty({ type: Number })
  readonly identifierCount!: number;

  @ApiProperty({
    type: [IdentifierSourceResponse],
    description: 'Sources that identifiers were made from, the most frequent first.',
  })
  readonly identifierSources!: readonly IdentifierSourceResponse[];

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updatedAt!: string;
}

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

export class ProviderDescriptorResponse implements ProviderDescriptor {
  @ApiProperty({ type: String, example: 'mtls' })
  readonly type!: string;

  @ApiProperty({ type: Object, description: 'By language: names, hints, and the words of the fields.' })
  readonly labels!: Localized<ProviderLabels>;

  @ApiProperty({ type: String, description: 'SVG of one colour, 20 by 20.' })
  readonly logo!: string;

  @ApiProperty({ enum: ['navigate', 'form'] })
  readonly kind!: 'navigate' | 'form';

  @ApiProperty({ type: [Object] })
  readonly steps!: readonly (readonly FieldDescriptor[])[];

  @ApiProperty({ type: [Object] })
  readonly settings!: readonly FieldDescriptor[];

  @ApiProperty({ type: Boolean })
  readonly creatable!: boolean;

  @ApiProperty({ type: Boolean })
  readonly linkable!: boolean;
}

export class LockedOutPersonResponse implements LockedOutPerson {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String })
  readonly username!: string;

  @ApiProperty({ type: String })
  readonly name!: string;
}

export class LockOutResponse implements LockOutPreview {
  @ApiProperty({ type: [LockedOutPersonResponse], description: 'Owners first; at most 20.' })
  readonly people!: readonly LockedOutPersonResponse[];

  @ApiProperty({ type: Number })
  readonly total!: number;
}

export class LatelyPresentedResponse implements LatelyPresented {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ type: String })
  readonly pem!: string;

  @ApiProperty({ type: Object })
  readonly certificate!: CertificateSummary;

  @ApiProperty({ type: String, nullable: true, example: 'certificate.not_linked' })
  readonly code!: ErrorCode | null;
}

export class EventCertificateResponse implements EventCertificate {
  @ApiProperty({ type: String })
  readonly pem!: string;

  @ApiProperty({ type: Object })
  readonly certificate!: CertificateSummary;

  @ApiProperty({ type: Object, nullable: true, description: 'As it was judged then; an accepted one, as now.' })
  readonly judgement!: CertificateJudgement | null;
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
