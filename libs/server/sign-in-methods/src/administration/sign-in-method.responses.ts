import { ApiProperty } from '@nestjs/swagger';
import {
  type LatelyPresented,
  type OverlappingMethod,
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
  type ProviderDescriptor,
  type SignInMethodOwner,
  type Publicity,
  type SignInMethodRecord,
  publicities,
} from '@postern/contracts';
import { NamedMethodResponse } from '@postern/management';
import { RequirableMethodResponse } from '../placing/requirement.responses.js';

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

export class SignInMethodResponse extends RequirableMethodResponse implements SignInMethodRecord {
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
