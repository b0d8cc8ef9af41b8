import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type CertificateJudgement,
  type CertificateTest,
  certificateTests,
  type ChainLink,
  type ErrorCode,
  type RefusalFacts,
  revocationReasons,
  type TestOutcome,
} from '@postern/contracts';

class RevocationFactsResponse implements NonNullable<RefusalFacts['revocation']> {
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ enum: revocationReasons })
  readonly reason!: NonNullable<RefusalFacts['revocation']>['reason'];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The issuer that is revoked; null: the certificate itself.',
  })
  readonly authority!: string | null;
}

class RefusalFactsResponse implements RefusalFacts {
  @ApiPropertyOptional({ description: 'OID of an extension, an algorithm, or a name.' })
  readonly about?: string;

  @ApiPropertyOptional({ type: RevocationFactsResponse })
  readonly revocation?: RevocationFactsResponse;
}

class ChainLinkResponse implements ChainLink {
  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Subject key identifier, lower-case hexadecimal.' })
  readonly keyId!: string | null;

  @ApiProperty({ enum: ['certificate', 'issuer', 'root'] })
  readonly role!: ChainLink['role'];

  @ApiProperty({
    enum: ['known', 'unknown', 'namesake'],
    description: '`namesake`: a CA of this name is trusted, with another key.',
  })
  readonly standing!: ChainLink['standing'];
}

class TestResponse {
  @ApiProperty({ enum: certificateTests })
  readonly test!: CertificateTest;

  @ApiProperty({ enum: ['passed', 'failed', 'skipped'] })
  readonly outcome!: TestOutcome;
}

/** `CertificateJudgement` for the API description. */
export class CertificateJudgementResponse implements CertificateJudgement {
  @ApiProperty({ type: [ChainLinkResponse], description: 'The certificate first, its root last.' })
  readonly chain!: readonly ChainLinkResponse[];

  @ApiProperty({ type: [TestResponse], description: 'In the order in which they are made.' })
  readonly tests!: readonly TestResponse[];

  @ApiProperty({ type: String, nullable: true, example: 'certificate.untrusted' })
  readonly code!: ErrorCode | null;

  @ApiProperty({ type: RefusalFactsResponse, nullable: true })
  readonly facts!: RefusalFacts | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Index in `chain` of what failed.' })
  readonly failedLink!: number | null;
}
