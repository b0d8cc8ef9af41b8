import { ApiProperty } from '@nestjs/swagger';
import { type IdentifierRequirement, identifierRequirements } from '@postern/contracts';
import { NamedMethodResponse } from '@postern/management';

/** A method, and whether a list requires identifiers of it. */
export class RequirableMethodResponse extends NamedMethodResponse {
  @ApiProperty({
    enum: identifierRequirements,
    nullable: true,
    description: 'People need an identifier of it to enter: of `each` such method, or of `one` of those that say so.',
  })
  readonly required!: IdentifierRequirement | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'People are only reminded before; null: from their next sign-in.',
  })
  readonly requiredFrom!: string | null;

  @ApiProperty({
    type: Boolean,
    description: 'Public, and people can add identifiers of it themselves: it can be required.',
  })
  readonly requirable!: boolean;
}
