import { ApiProperty } from '@nestjs/swagger';
import type { NamedMethod } from '@postern/contracts';

/** What a sign-in method is called, in every response that names one. */
export class NamedMethodResponse implements NamedMethod {
  @ApiProperty({ type: String, example: 'mtls', description: 'Empty when the method is gone.' })
  readonly type!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Company card',
    description: "Null: its type's name in the reader's language (GET /api/v2/sign-in-methods/type-names).",
  })
  readonly name!: string | null;
}
