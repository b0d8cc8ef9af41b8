import { type SubjectSource, subjectSources } from '@postern/x509';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';

export const brainpoolChoices = ['refused', 'allowed'] as const;
export type BrainpoolChoice = (typeof brainpoolChoices)[number];

/** What an administrator sets for one mTLS method. */
export class MtlsParams {
  /** PEM: root certificates, and the authorities below them that issue to people. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(65_536, { each: true })
  trustAnchors: string[] = [];

  /** By what a person is recognised. */
  @IsIn(subjectSources)
  identifyBy: SubjectSource = 'certificate';

  /** Whether keys on Brainpool curves (RFC 5639) are good enough, as German cards have them. */
  @IsIn(brainpoolChoices)
  brainpool: BrainpoolChoice = 'refused';
}
